import type { Message } from '../message/message.js';
import { saySentence } from './sentence-texts.js';

const DAY_MS = 86_400_000;
/** A problem that begins within this time after a rollout began is told together with it. */
const AFTER_ROLLOUT_MS = 30 * 60_000;

export interface ProblemFacts {
  name: string;
  reason: Message;
  /** Epoch ms; null where not known. */
  since: number | null;
  /** The newest rollout of the service, where it is one. */
  rollout: { revision: number | null; startedAt: number | null } | null;
}

/** What is wrong with a resource, since when, and what changed just before. */
export function problemSentence({ name, reason, since, rollout }: ProblemFacts, now: number): Message {
  if (since === null) return saySentence('sentence.problem', { name, reason });
  const after = rollout?.startedAt == null ? -1 : since - rollout.startedAt;
  // A reason that is the rollout itself begins with it and would say the same twice.
  if (rollout?.revision != null && after > 0 && after <= AFTER_ROLLOUT_MS) {
    const params = { name, reason, since, after: after / 1000, revision: rollout.revision };
    return saySentence('sentence.problem_after_rollout', params);
  }
  const old = now - since >= DAY_MS;
  return saySentence(old ? 'sentence.problem_since_day' : 'sentence.problem_since', { name, reason, since });
}
