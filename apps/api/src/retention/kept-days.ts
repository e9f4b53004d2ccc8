/** How long each kind of fact is kept (docs: retention), in days. */
export const KEPT_DAYS = {
  minutes: 100,
  days: 5 * 365,
  logLines: 3,
  logMinutes: 30,
  /** What tasks used: as long as deployments and stops are compared by it. */
  usage: 30,
  runs: 7,
  history: 400,
  postedKeys: 1,
  queueEvents: 1,
} as const;
