import type { Alarm, AlarmHistoryItem } from '../../../world/alarms/alarms-view.js';
import type { Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings } from '../../request/record.js';
import { ALARM_TYPES, invalidToken } from './describe-alarms.js';
import { optionalInstant } from './request.js';

const ITEM_TYPES = [
  'ConfigurationUpdate',
  'StateUpdate',
  'Action',
  'AlarmContributorStateUpdate',
  'AlarmContributorAction',
] as const;
const ORDERS = ['TimestampDescending', 'TimestampAscending'] as const;

export const describeAlarmHistory: Operation = {
  service: 'monitoring',
  name: 'DescribeAlarmHistory',
  bucket: () => ({ bucket: 'monitoring:alarm-history', cost: 1 }),
  resources: (input) => looseStrings(input, 'AlarmName'),
  run({ params, input, view }) {
    const name = params.string('AlarmName');
    const types = params.manyOf('AlarmTypes', ALARM_TYPES);
    const kind = params.oneOf('HistoryItemType', ITEM_TYPES);
    const from = optionalInstant(input, 'StartDate') ?? -Infinity;
    const to = optionalInstant(input, 'EndDate') ?? Infinity;
    const ascending = params.oneOf('ScanBy', ORDERS) === 'TimestampAscending';
    // Without a word about types AWS answers metric alarms only.
    const wanted: readonly string[] = types.length > 0 ? types : ['MetricAlarm'];
    const items = view.alarms
      .list()
      .filter((alarm) => (name === undefined || alarm.name === name) && wanted.includes(typeOf(alarm)))
      .flatMap((alarm) => alarm.history().map((item, index) => ({ alarm, item, index })))
      .filter(({ item }) => item.at >= from && item.at <= to && (kind === undefined || item.type === kind));
    const page = paginate(items, (entry) => keyOf(entry, ascending), {
      size: params.integer('MaxRecords', 1, 100) ?? 50,
      token: params.string('NextToken'),
      context: JSON.stringify(['DescribeAlarmHistory', name, types, kind, from, to, ascending]),
      invalid: invalidToken,
    });
    return {
      AlarmHistoryItems: page.items.map(({ alarm, item }) => ({
        AlarmName: alarm.name,
        AlarmType: typeOf(alarm),
        Timestamp: new Date(item.at),
        HistoryItemType: item.type,
        HistorySummary: item.summary,
        HistoryData: item.data,
      })),
      NextToken: page.token,
    };
  },
};

function typeOf({ composite }: Alarm): (typeof ALARM_TYPES)[number] {
  return composite ? 'CompositeAlarm' : 'MetricAlarm';
}

/** Sorts by time in the direction asked, then by name; the history of an alarm is newest first. */
function keyOf({ alarm, item }: { alarm: Alarm; item: AlarmHistoryItem }, ascending: boolean): string {
  const time = ascending ? item.at : 9_000_000_000_000 - item.at;
  return `${String(time).padStart(14, '0')}|${alarm.name}|${item.type}|${item.summary}`;
}
