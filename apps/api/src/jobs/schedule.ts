/** Queues of the collector; each job is about one place, the last six about none. */
export const QUEUES = [
  'inventory',
  'metrics',
  'backfill',
  'reread',
  'settle',
  'logs',
  'events',
  'usage',
  'alerts',
  'notifications',
  'rollouts',
  'recommendations',
  'reports',
  'housekeeping',
] as const;
export type QueueName = (typeof QUEUES)[number];

export interface Schedule {
  queue: QueueName;
  /** One job per place in each slot of so many seconds, however many workers there are. */
  seconds: number;
}

/** Lists and batched describes are swept so often that a stop is never missed and a page is seconds old. */
export const SWEEP_SECONDS = 15;

/** Also after each sweep and each poll: what is stored is judged at once. This is for when neither comes. */
const ALERT_SECONDS = 30;

/** What runs how often. Back-fill follows each poll. */
export function schedules(): Schedule[] {
  return [
    { queue: 'inventory', seconds: SWEEP_SECONDS },
    // Each minute what is hot, each `pollSeconds` everything: the job looks which it is.
    { queue: 'metrics', seconds: 60 },
    { queue: 'logs', seconds: 30 },
    // Each job reads on for minutes; it is asked for so often that the next one begins soon after.
    { queue: 'events', seconds: 15 },
    { queue: 'usage', seconds: 60 },
    { queue: 'alerts', seconds: ALERT_SECONDS },
    // What fires is told after its group wait; what failed to arrive comes back as often.
    { queue: 'notifications', seconds: 5 },
    { queue: 'rollouts', seconds: 120 },
    { queue: 'settle', seconds: 300 },
    { queue: 'reread', seconds: 3600 },
    { queue: 'recommendations', seconds: 3600 },
    // A week is frozen some hours after it has ended; most runs find nothing to do.
    { queue: 'reports', seconds: 900 },
    { queue: 'housekeeping', seconds: 3600 },
  ];
}
