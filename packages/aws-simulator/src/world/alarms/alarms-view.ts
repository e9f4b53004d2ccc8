import type { AwsRecord } from '../aws-record.js';

/** Epoch ms. */
type Millis = number;

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** One line of DescribeAlarmHistory. */
export interface AlarmHistoryItem {
  at: Millis;
  type: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  summary: string;
  /** JSON text, as CloudWatch writes it. */
  data: string;
}

export interface Alarm {
  readonly name: string;
  readonly composite: boolean;
  /** What the newest evaluated datapoints say. Cheap: looks at one window. */
  state(): AlarmState;
  /** As DescribeAlarms answers it; the first question walks the whole history of its metric. */
  describe(): AwsRecord;
  /** Newest first, 30 days. */
  history(): AlarmHistoryItem[];
}

/** The CloudWatch alarms of a region, by name. Nothing is stored: states follow from the series. */
export interface AlarmsView {
  list(): readonly Alarm[];
}
