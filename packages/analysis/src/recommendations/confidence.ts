import type { Level, Recommendation } from './recommendation.js';
import { say } from './recommendation-texts.js';

const WEEK_DAYS = 7;
/** AWS Compute Optimizer looks at 14 days; the first of them is seldom a whole one. */
const LONG_DAYS = 13;

/** How far hours of data can be trusted: least before a week, with its quiet and its busy days, is covered. */
export function confidenceOf(hours: number): Pick<Recommendation, 'confidence' | 'confidenceReason'> {
  const days = Math.floor(hours / 24);
  const confidence: Level = days < WEEK_DAYS ? 'low' : days < LONG_DAYS ? 'medium' : 'high';
  return {
    confidence,
    confidenceReason: say(confidence === 'low' ? 'confidence.few_days' : 'confidence.days', { days }),
  };
}
