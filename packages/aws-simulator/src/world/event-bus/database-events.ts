import type { RegionState } from '../simulation/region-state.js';
import { busEvent, isWithin, type BusWindow } from './bus-event.js';
import type { BusEvent } from './event-bus-view.js';

/** RDS's numbers of the messages that databases of this fleet write ("Amazon RDS event categories and event messages"). */
const EVENT_IDS: readonly [RegExp, string][] = [
  [/^Backing up DB instance/, 'RDS-EVENT-0001'],
  [/^Finished DB Instance backup/, 'RDS-EVENT-0002'],
  [/^DB instance shutdown/, 'RDS-EVENT-0004'],
  [/^DB instance restarted/, 'RDS-EVENT-0006'],
  [/failover started/, 'RDS-EVENT-0013'],
  [/requested a failover/, 'RDS-EVENT-0034'],
  [/failover completed/, 'RDS-EVENT-0049'],
  [/^Applying off-line patches/, 'RDS-EVENT-0026'],
  [/^Finished applying off-line patches/, 'RDS-EVENT-0027'],
  [/^Applying autoscaling/, 'RDS-EVENT-0217'],
  [/^Finished applying autoscaling/, 'RDS-EVENT-0218'],
  [/^Finished applying modification to allocated storage/, 'RDS-EVENT-0017'],
  [/exhausted/, 'RDS-EVENT-0007'],
  [/low/, 'RDS-EVENT-0089'],
];

/** RDS DB Instance Event: the lines of DescribeEvents, with the names that events have. */
export function databaseEvents(state: RegionState, window: BusWindow): BusEvent[] {
  return state.databases.flatMap(({ plan, events }) =>
    events
      .filter(({ at }) => isWithin(at, window))
      .map(({ at, message, categories }) => {
        const number = EVENT_IDS.find(([pattern]) => pattern.test(message))?.[1];
        return busEvent(state, {
          source: 'aws.rds',
          detailType: 'RDS DB Instance Event',
          at,
          resources: [plan.arn],
          key: `${at} ${message}`,
          detail: {
            EventCategories: categories,
            SourceType: 'DB_INSTANCE',
            SourceArn: plan.arn,
            Date: new Date(at),
            Message: message,
            SourceIdentifier: plan.id,
            ...(number !== undefined && { EventID: number }),
          },
        });
      }),
  );
}
