import { DAY } from '../calendar.js';
import type { Series } from '../metrics/series.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AwsRecord, MetricSeries, Millis, StatisticSet } from '../types.js';
import type { AlarmPlan } from './alarm-plan.js';
import type { Alarm, AlarmsView } from './alarms-view.js';
import { CompositeAlarm } from './composite-alarm.js';
import { MetricAlarm, type AlarmPlace } from './metric-alarm.js';
import { AlarmPlanner } from './plan-alarms.js';
import { scalingAlarms } from './scaling-alarms.js';

export interface AlarmSources {
  state: RegionState;
  now: () => Millis;
  /** Scaling policies as their service answers them. */
  policies: () => AwsRecord[];
  series: () => readonly MetricSeries[];
  find: (plan: AlarmPlan) => Series | undefined;
  read: (series: Series, at: Millis) => StatisticSet | undefined;
}

/** Every alarm of a region; made when first asked, evaluated as far as it is asked. */
export class AlarmBook implements AlarmsView {
  private alarms: Alarm[] | undefined;

  constructor(private readonly sources: AlarmSources) {}

  list(): readonly Alarm[] {
    this.alarms ??= this.make();
    return this.alarms;
  }

  private make(): Alarm[] {
    const { state, now, policies, series, find, read } = this.sources;
    const { region, accountId } = state.plan;
    const place: AlarmPlace = {
      arnPrefix: `arn:aws:cloudwatch:${region}:${accountId}:alarm:`,
      beginsAt: state.beginsAt,
      now,
      find,
      read,
    };
    const planner = new AlarmPlanner(state);
    const known = policies();
    const plans = [
      ...known.flatMap((policy) => scalingAlarms(policy, createdAt(policy, state.beginsAt))),
      ...planner.metricAlarms(series(), known),
    ];
    const metric = plans.map((plan) => new MetricAlarm(plan, place));
    const byName = new Map(metric.map((alarm) => [alarm.name, alarm]));
    const composites = planner.composites(plans).map(
      (plan) =>
        new CompositeAlarm(
          plan,
          plan.anyOf.flatMap((name) => byName.get(name) ?? []),
          place,
        ),
    );
    return [...metric, ...composites].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** A policy makes its alarms with itself. */
function createdAt(policy: AwsRecord, beginsAt: Millis): Millis {
  const { CreationTime } = policy;
  return CreationTime instanceof Date ? CreationTime.getTime() + 900 : beginsAt - 30 * DAY;
}
