import type { DatabaseState } from '../simulation/region-state.js';
import type { AwsRecord, Millis } from '../types.js';
import type { TrailBook } from './trail-book.js';

/** Somebody changes or restarts a database. */
export function databaseChanged(
  trail: TrailBook,
  { plan }: DatabaseState,
  at: Millis,
  name: 'ModifyDBInstance' | 'RebootDBInstance',
  change: AwsRecord,
): void {
  trail.record({
    at: Math.floor(at / 1000) * 1000,
    by: 'person',
    hash: plan.hash,
    name,
    service: 'rds',
    request: { dBInstanceIdentifier: plan.id, ...change },
    response: { dBInstanceIdentifier: plan.id, dBInstanceArn: plan.arn },
    resources: [
      { type: 'AWS::RDS::DBInstance', name: plan.id },
      { type: 'AWS::RDS::DBInstance', name: plan.arn },
    ],
  });
}
