import type { Alarm } from '../../../world/alarms/alarms-view.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings } from '../../request/record.js';
import { validationError } from '../faults.js';

export const ALARM_TYPES = ['CompositeAlarm', 'MetricAlarm'] as const;
const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;

export const describeAlarms: Operation = {
  service: 'monitoring',
  name: 'DescribeAlarms',
  bucket: () => ({ bucket: 'monitoring:describe-alarms', cost: 1 }),
  resources: (input) => looseStrings(input, 'AlarmNames', 'AlarmNamePrefix'),
  run(call) {
    const { params } = call;
    const filter = readFilter(call);
    const found = call.view.alarms.list().filter((alarm) => matches(alarm, filter));
    const page = paginate(found, ({ name }) => name, {
      size: params.integer('MaxRecords', 1, 100) ?? 50,
      token: params.string('NextToken'),
      context: JSON.stringify(['DescribeAlarms', filter]),
      invalid: invalidToken,
    });
    const described = (composite: boolean) =>
      page.items.filter((alarm) => alarm.composite === composite).map((alarm) => alarm.describe());
    return { CompositeAlarms: described(true), MetricAlarms: described(false), NextToken: page.token };
  },
};

interface Filter {
  names: string[];
  prefix?: string;
  types: string[];
  state?: string;
  actionPrefix?: string;
}

function readFilter({ params, input }: Call): Filter {
  for (const name of ['ChildrenOfAlarmName', 'ParentsOfAlarmName']) {
    if (input[name] !== undefined) throw validationError(`${name} is not available here; read AlarmRule.`);
  }
  const names = params.strings('AlarmNames', 100);
  const prefix = params.string('AlarmNamePrefix');
  if (names.length > 0 && prefix !== undefined) {
    throw validationError('AlarmNames and AlarmNamePrefix are mutually exclusive.');
  }
  const types = params.manyOf('AlarmTypes', ALARM_TYPES);
  return {
    names,
    prefix,
    // Without a word about types AWS answers metric alarms only.
    types: types.length > 0 ? types : ['MetricAlarm'],
    state: params.oneOf('StateValue', STATES),
    actionPrefix: params.string('ActionPrefix'),
  };
}

function matches(alarm: Alarm, { names, prefix, types, state, actionPrefix }: Filter): boolean {
  return (
    types.includes(alarm.composite ? 'CompositeAlarm' : 'MetricAlarm') &&
    (names.length === 0 || names.includes(alarm.name)) &&
    (prefix === undefined || alarm.name.startsWith(prefix)) &&
    (state === undefined || alarm.state() === state) &&
    (actionPrefix === undefined ||
      looseStrings(alarm.describe(), 'AlarmActions').some((action) => action.startsWith(actionPrefix)))
  );
}

export function invalidToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The next token specified is invalid.');
}
