export { ruleInForce, type RuleChange, type RuleInForce, type RuleSubject } from './condition-in-force.js';
export {
  NOT_EVALUATED,
  evaluateAlert,
  isWorse,
  stepAlert,
  type AlertCondition,
  type AlertEpisode,
  type AlertEvaluation,
  type AlertObservation,
  type AlertPhase,
  type AlertStep,
} from './evaluate-alert.js';
export { countsWithin, minutesHeld, type MinuteGrid } from './minute-facts.js';
export { carryThroughPeriod, lastKnown, seenNear } from './slots.js';
export { NEVER_DAYS, NEVER_HOURS, daysToEmpty, hoursToEmpty, hoursToEmptyByHour } from './time-to-empty.js';
export { matchEpisodes, type KnownEpisode, type MatchedEpisodes } from './match-episodes.js';
export { stillSpans, type ReadyTask, type Rollout } from './still-spans.js';
export { CALM, isCalm, isNear, staysCalm } from './calm.js';
