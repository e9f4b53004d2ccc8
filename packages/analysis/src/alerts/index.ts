export {
  NOT_EVALUATED,
  evaluateAlert,
  stepAlert,
  type AlertCondition,
  type AlertEpisode,
  type AlertEvaluation,
  type AlertObservation,
  type AlertPhase,
  type AlertStep,
} from './evaluate-alert.js';
export { countsWithin, minutesHeld, type MinuteGrid } from './minute-facts.js';
