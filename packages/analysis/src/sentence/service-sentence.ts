import type { Message } from '../message/message.js';
import type { StatusResult } from '../status/status.js';
import { problemSentence } from './problem-sentence.js';
import { saySentence } from './sentence-texts.js';

export interface ServiceSentenceFacts {
  /** Epoch ms. */
  now: number;
  name: string;
  desired: number;
  running: number;
  /** From serviceStatus. */
  status: StatusResult;
  rollout: {
    state: string | null;
    revision: number | null;
    startedAt: number | null;
    failedTasks: number;
    /** Null where no circuit breaker is on. */
    breakerThreshold: number | null;
  } | null;
}

/** How a service does: what is wrong since when and what changed before, else what it runs. */
export function serviceSentence(facts: ServiceSentenceFacts): Message[] {
  const [worst, second] = facts.status.reasons;
  const { name, now, rollout } = facts;
  const bad = facts.status.status === 'critical' || facts.status.status === 'warning';
  if (!bad || !worst) return [calmSentence(facts), ...rolloutSentences(facts)];
  const also =
    second && (second.status === 'critical' || second.status === 'warning')
      ? [saySentence('sentence.more_reasons', { reason: second.message })]
      : [];
  return [
    problemSentence({ name, reason: worst.message, since: worst.since, rollout }, now),
    ...also,
    ...rolloutSentences(facts),
  ];
}

function calmSentence({ name, desired, running, status }: ServiceSentenceFacts): Message {
  if (status.status === 'unknown') return saySentence('sentence.service_unknown', { name });
  if (desired === 0 && running === 0) return saySentence('sentence.service_zero', { name });
  if (running > desired) return saySentence('sentence.service_over', { name, running, desired });
  const [reason] = status.reasons;
  if (running < desired && reason) return saySentence('sentence.problem', { name, reason: reason.message });
  return saySentence('sentence.service_calm', { name, running, desired });
}

function rolloutSentences({ rollout }: ServiceSentenceFacts): Message[] {
  if (!rollout || rollout.revision === null || rollout.startedAt === null) return [];
  const { revision, startedAt: at, failedTasks, breakerThreshold, state } = rollout;
  if (state === 'COMPLETED') return [saySentence('sentence.last_rollout', { revision, at })];
  if (state !== 'IN_PROGRESS') return [];
  const running = saySentence('sentence.rollout_since', { revision, at });
  if (failedTasks === 0) return [running];
  const end =
    breakerThreshold === null
      ? saySentence('sentence.rollout_no_breaker')
      : saySentence('sentence.rollout_breaker', { left: Math.max(1, breakerThreshold - failedTasks) });
  return [running, end];
}
