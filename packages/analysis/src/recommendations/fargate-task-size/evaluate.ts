import type { FargateSize } from '../../fargate/combinations.js';
import { referencePrice, taskHourUsd, type FargatePrice } from '../../fargate/fargate-price.js';
import type { Level, Verdict } from '../recommendation.js';
import { say } from '../recommendation-texts.js';
import { coverage, type FargateTaskSizeFacts } from './facts.js';
import type { SizeDecision } from './decision.js';
import { sizeFor, taskNeed, type Need } from './need.js';
import { presentTaskSize } from './present.js';
import { backtest, replaySize, type Replay } from './replay.js';

/** Compute Optimizer asks for the same before it speaks. */
const LEAST_HOURS = 24;
const WEEK_DAYS = 7;
/** A back-test this much over the profile's budget withdraws a decrease. */
const VETO_SHARE = 0.02;
const VETO_BURST_SHARE = 0.25;
/** Changes of less are not worth a rollout. */
const LEAST_CHANGE = 0.05;

/**
 * Whether a Fargate service's tasks should have another size. Refuses below 24 hours of data; below seven full days
 * the answer is of low confidence. A decrease is withdrawn where a back-test on days that did not decide it shows
 * overload, or memory that would not have fitted.
 */
export function evaluateFargateTaskSize(facts: FargateTaskSizeFacts): Verdict {
  const { hours, fullDays } = coverage(facts);
  if (hours < LEAST_HOURS)
    return { kind: 'refuse', reason: say('refuse.little_data', { hours, least: LEAST_HOURS }) };
  const need = taskNeed(facts, fullDays);
  const proposed = sizeFor(facts, need);
  if (!proposed) return { kind: 'keep', reason: say('keep.largest_size') };
  const direction = changeOf(facts.current, proposed, facts.price);
  if (direction === 'same') return { kind: 'keep', reason: keepReason(need) };
  const larger = direction === 'larger';
  const full = replaySize(facts, proposed);
  const tested = backtest(facts);
  if (!larger) {
    const veto = vetoReason(full, tested);
    if (veto) return { kind: 'keep', reason: veto };
  }
  const decision: SizeDecision = {
    need,
    proposed,
    larger,
    full,
    tested,
    fullDays,
    confidence: confidenceOf(fullDays, tested),
    risk: larger ? 'low' : riskOf(tested ?? full, full),
  };
  return { kind: 'change', recommendation: presentTaskSize(facts, decision) };
}

function changeOf(
  current: FargateSize,
  proposed: FargateSize,
  price: FargatePrice | null,
): 'same' | 'larger' | 'smaller' {
  if (current.cpu === proposed.cpu && current.memoryMiB === proposed.memoryMiB) return 'same';
  const reference = price ?? referencePrice();
  const [before, after] = [taskHourUsd(current, reference), taskHourUsd(proposed, reference)];
  const needsMore = proposed.cpu > current.cpu || proposed.memoryMiB > current.memoryMiB;
  if (after > before && needsMore) return 'larger';
  return before - after < before * LEAST_CHANGE ? 'same' : 'smaller';
}

function vetoReason(full: Replay, tested: Replay | null) {
  for (const replay of [tested, full]) {
    if (!replay) continue;
    if (replay.memoryOverMinutes > 0) {
      return say('keep.backtest_memory', { minutes: replay.memoryOverMinutes, days: replay.days });
    }
    if (replay.overloadShare > VETO_SHARE || replay.burstShare > VETO_BURST_SHARE) {
      return say('keep.backtest_cpu', { minutes: replay.overloadMinutes, days: replay.days });
    }
  }
  return null;
}

function keepReason(need: Need) {
  if (need.cpuHold === 'target_tracking') return say('keep.target_tracking');
  if (need.memoryHold === 'memory_growing') return say('keep.memory_growing');
  return say('keep.fits');
}

function confidenceOf(fullDays: number, tested: Replay | null): Level {
  if (fullDays < WEEK_DAYS) return 'low';
  return fullDays >= 2 * WEEK_DAYS - 1 && tested !== null ? 'high' : 'medium';
}

/** From the upper bound of the overload rate on days not used to decide, and the bursts of the hottest task. */
function riskOf(judged: Replay, full: Replay): Level {
  const upper = Math.max(judged.overloadUpper, full.overloadUpper);
  if (upper <= 0.003 && judged.burstShare <= 0.05) return 'low';
  return upper <= 0.01 ? 'medium' : 'high';
}
