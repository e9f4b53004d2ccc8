import type { Message, Texts } from '../message/message.js';
import type { JobState } from './judge-job.js';

export const jobTexts = {
  'jobs.none': {
    en: 'No task ran outside a service in this range.',
    ko: '이 기간에 서비스 밖에서 실행된 태스크가 없습니다.',
  },
  'jobs.calm': {
    en: '{jobs} {jobs:plural:job:jobs}: nothing failed, nothing was missed.',
    ko: '작업 {jobs}개: 실패하거나 빠진 실행이 없습니다.',
  },
  'jobs.trouble': {
    en: '{jobs} {jobs:plural:job:jobs}: {failed} failed, {missed} missed, {slow} slower than usual.',
    ko: '작업 {jobs}개: 실패 {failed}, 빠짐 {missed}, 평소보다 느림 {slow}.',
  },
} as const satisfies Texts;

/** What the list of jobs says in one sentence. */
export function jobsSentence(states: readonly JobState[]): Message {
  const count = (state: JobState): number => states.filter((one) => one === state).length;
  const [failed, missed, slow] = [count('failed'), count('missed'), count('slow')];
  if (states.length === 0) return { key: 'jobs.none', params: {} };
  if (failed + missed + slow === 0) return { key: 'jobs.calm', params: { jobs: states.length } };
  return { key: 'jobs.trouble', params: { jobs: states.length, failed, missed, slow } };
}
