import { DAY, SECOND } from '../calendar.js';
import type { AwsRecord, Millis } from '../types.js';
import type { CompositePlan } from './alarm-plan.js';
import type { Alarm, AlarmHistoryItem, AlarmState } from './alarms-view.js';
import type { AlarmPlace, MetricAlarm, Transition } from './metric-alarm.js';
import { awsTime } from './reason.js';

/** In ALARM while one of its children is; follows a child's change within seconds. */
export class CompositeAlarm implements Alarm {
  readonly composite = true;
  readonly name: string;

  constructor(
    private readonly plan: CompositePlan,
    private readonly children: readonly MetricAlarm[],
    private readonly place: AlarmPlace,
  ) {
    this.name = plan.name;
  }

  private get rule(): string {
    return this.children.map(({ name }) => `ALARM("${name}")`).join(' OR ');
  }

  state(): AlarmState {
    const states = this.children.map((child) => child.state());
    if (states.includes('ALARM')) return 'ALARM';
    return states.every((state) => state === 'INSUFFICIENT_DATA') ? 'INSUFFICIENT_DATA' : 'OK';
  }

  private transitions(): { change: Transition; by: MetricAlarm }[] {
    for (const child of this.children) child.walk();
    const changes = this.children
      .flatMap((child) => child.transitions.map((change) => ({ child, change })))
      .sort((a, b) => a.change.at - b.change.at);
    const inAlarm = new Set(
      this.children.filter((child) => (child.transitions[0]?.from ?? child.state()) === 'ALARM'),
    );
    const found: { change: Transition; by: MetricAlarm }[] = [];
    for (const { child, change } of changes) {
      const before = inAlarm.size > 0;
      if (change.to === 'ALARM') inAlarm.add(child);
      else inAlarm.delete(child);
      const after = inAlarm.size > 0;
      if (before === after) continue;
      const [from, to]: [AlarmState, AlarmState] = after ? ['OK', 'ALARM'] : ['ALARM', 'OK'];
      found.push({ change: { at: change.at + 2 * SECOND, from, to }, by: child });
    }
    return found.filter(({ change }) => change.at <= this.place.now());
  }

  private reason(state: AlarmState, by: MetricAlarm | undefined, at: Millis): string {
    if (!by) return `${this.name} was created and its alarm rule evaluates to ${state}`;
    const when = new Date(at).toUTCString().replace('GMT', 'UTC');
    return `${by.arn} transitioned to ${state} at ${when}`;
  }

  describe(): AwsRecord {
    const last = this.transitions().at(-1);
    const state = last?.change.to ?? this.state();
    const at = last?.change.at ?? this.plan.configuredAt + 900;
    return {
      ActionsEnabled: true,
      AlarmActions: this.plan.actions,
      AlarmArn: this.place.arnPrefix + this.name,
      AlarmConfigurationUpdatedTimestamp: new Date(this.plan.configuredAt),
      AlarmDescription: this.plan.description,
      AlarmName: this.name,
      AlarmRule: this.rule,
      InsufficientDataActions: [],
      OKActions: [],
      StateReason: this.reason(state, last?.by, at - 2 * SECOND),
      StateReasonData: JSON.stringify({
        triggeringAlarms: last
          ? [{ arn: last.by.arn, state: { value: state, timestamp: awsTime(last.change.at - 2 * SECOND) } }]
          : [],
      }),
      StateUpdatedTimestamp: new Date(at),
      StateValue: state,
      StateTransitionedTimestamp: new Date(at),
    };
  }

  history(): AlarmHistoryItem[] {
    const since = this.place.now() - 30 * DAY;
    return this.transitions()
      .filter(({ change }) => change.at >= since)
      .map(({ change: { at, from, to }, by }) => ({
        at,
        type: 'StateUpdate' as const,
        summary: `Alarm updated from ${from} to ${to}`,
        data: JSON.stringify({
          version: '1.0',
          oldState: { stateValue: from },
          newState: { stateValue: to, stateReason: this.reason(to, by, at - 2 * SECOND) },
        }),
      }))
      .reverse();
  }
}
