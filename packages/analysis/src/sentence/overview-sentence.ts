import type { Message } from '../message/message.js';
import { problemSentence, type ProblemFacts } from './problem-sentence.js';
import { saySentence } from './sentence-texts.js';

export interface OverviewFacts {
  /** Epoch ms. */
  now: number;
  services: number;
  instances: number;
  databases: number;
  tasksRunning: number;
  /** Resources by status. */
  critical: number;
  warning: number;
  unknown: number;
  /** The worst resource; null where nothing is wrong. */
  worst: ProblemFacts | null;
  servicesBelowDesired: number;
  /** The hour before is null where nobody was watching yet. */
  abnormalStops: { lastHour: number; previousHour: number | null };
  /** When the newest data was read (epoch ms), null before the first collection. */
  dataAt: number | null;
  stale: boolean;
}

/** What is wrong with the fleet, in one or two sentences; one calm sentence on a good day. */
export function overviewSentence(facts: OverviewFacts): Message[] {
  if (facts.dataAt === null) return [saySentence('sentence.no_data')];
  const stale = facts.stale ? [saySentence('sentence.stale', { at: facts.dataAt })] : [];
  const worst = facts.worst ? [problemSentence(facts.worst, facts.now)] : [];
  return [...stale, ...counts(facts), ...worst];
}

/** The line below: how many tasks, and how many stopped abnormally against the hour before. */
export function overviewSubline(facts: OverviewFacts): Message[] {
  if (facts.dataAt === null) return [];
  const { tasksRunning: tasks, abnormalStops, servicesBelowDesired } = facts;
  const stops = { tasks, stops: abnormalStops.lastHour, previous: abnormalStops.previousHour };
  const compared = abnormalStops.previousHour === null ? 'sentence.subline_alone' : 'sentence.subline';
  const quiet = abnormalStops.lastHour === 0 && !abnormalStops.previousHour;
  return [
    saySentence(quiet ? 'sentence.subline_quiet' : compared, stops),
    ...(servicesBelowDesired > 0
      ? [saySentence('sentence.below_desired', { count: servicesBelowDesired })]
      : []),
  ];
}

function counts({ critical, warning, unknown, services, instances, databases }: OverviewFacts): Message[] {
  const silent = unknown > 0 ? [saySentence('sentence.unknown', { count: unknown })] : [];
  if (critical > 0 && warning > 0)
    return [saySentence('sentence.critical_and_warning', { critical, warning }), ...silent];
  if (critical > 0) return [saySentence('sentence.critical', { count: critical }), ...silent];
  if (warning > 0) return [saySentence('sentence.warning', { count: warning }), ...silent];
  return unknown > 0 ? silent : [saySentence('sentence.calm', { services, instances, databases })];
}
