import type { AwsRecord } from '../../world/types.js';
import { text } from './record.js';

/** Sort key that puts the newest activity first; milliseconds since the epoch have 13 digits until 2286. */
export function newestFirst(activity: AwsRecord): string {
  const start = activity['StartTime'];
  if (!(start instanceof Date)) throw new TypeError('The world gave a scaling activity without StartTime.');
  return `${String(9_999_999_999_999 - start.getTime()).padStart(13, '0')} ${text(activity, 'ActivityId')}`;
}
