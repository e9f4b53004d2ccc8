import type { AwsRecord, Millis } from '../types.js';

/** A `Date` for an instant that has come, nothing for one that is planned. */
export function seen(at: Millis | undefined, now: Millis): Date | undefined {
  return at !== undefined && at <= now ? new Date(at) : undefined;
}

/** Drops members without a value, as AWS leaves them out. */
export function present(record: AwsRecord): AwsRecord {
  for (const key of Object.keys(record)) if (record[key] === undefined) delete record[key];
  return record;
}
