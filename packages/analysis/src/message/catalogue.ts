import { reviewTexts } from '../capacity-review/review-texts.js';
import { configurationTexts } from '../recommendations/configuration/configuration-texts.js';
import { recommendationTexts } from '../recommendations/recommendation-texts.js';
import { usageTexts } from '../recommendations/usage/usage-texts.js';
import { causeTexts, flowTexts } from '../task-flow/flow-texts.js';
import { jobTexts } from '../jobs/jobs-sentence.js';
import { rolloutTexts } from '../rollout/rollout-texts.js';
import { scalingTexts } from '../scaling/scaling-texts.js';
import { sentenceTexts } from '../sentence/sentence-texts.js';
import { statusTexts } from '../status/status-texts.js';
import { exitTexts } from '../stop-cause/exit-codes.js';
import { stopTexts } from '../stop-cause/stop-texts.js';
import type { Text, Texts } from './message.js';

/** Every message of the package. Keys carry their module's prefix, so the tables cannot collide. */
const CATALOGUE: Texts = {
  ...exitTexts,
  ...stopTexts,
  ...statusTexts,
  ...recommendationTexts,
  ...configurationTexts,
  ...usageTexts,
  ...reviewTexts,
  ...causeTexts,
  ...flowTexts,
  ...jobTexts,
  ...rolloutTexts,
  ...scalingTexts,
  ...sentenceTexts,
};

/** @throws RangeError when no table has the key. */
export function textOf(key: string): Text {
  const text = CATALOGUE[key];
  if (!text) throw new RangeError(`message key "${key}" has no text; add it to its module's table`);
  return text;
}

export function messageKeys(): string[] {
  return Object.keys(CATALOGUE);
}
