import { DAY, MINUTE, SECOND } from '../calendar.js';
import type { Series } from '../metrics/series.js';
import { hashString } from '../random.js';
import type { AwsRecord, Millis, StatisticSet } from '../types.js';
import type { AlarmPlan } from './alarm-plan.js';
import type { Alarm, AlarmHistoryItem, AlarmState } from './alarms-view.js';
import { evaluate, RANGE_EXTRA } from './evaluate.js';
import { reasonData, stateReason, type Evaluated } from './reason.js';

export interface Transition {
  at: Millis;
  from: AlarmState;
  to: AlarmState;
}

/** What an alarm needs of its region. */
export interface AlarmPlace {
  arnPrefix: string;
  beginsAt: Millis;
  now: () => Millis;
  find: (plan: AlarmPlan) => Series | undefined;
  read: (series: Series, at: Millis) => StatisticSet | undefined;
}

const KEPT = 30 * DAY;

/**
 * A metric alarm. Its state at any minute is a function of the datapoints of its window alone, so it is walked when
 * asked, from where the last walk ended; only changes are kept.
 */
export class MetricAlarm implements Alarm {
  readonly composite = false;
  readonly name: string;
  readonly transitions: Transition[] = [];
  private readonly offset: number;
  /** Newest slot that the walk has evaluated, and the slots of its window. */
  private walked: Millis | undefined;
  private window: (number | undefined)[] = [];
  private walkedState: AlarmState = 'INSUFFICIENT_DATA';

  constructor(
    readonly plan: AlarmPlan,
    private readonly place: AlarmPlace,
  ) {
    this.name = plan.name;
    this.offset = hashString(plan.name) % (20 * SECOND);
  }

  get arn(): string {
    return this.place.arnPrefix + this.name;
  }

  private get periodMs(): number {
    return this.plan.periodSeconds * SECOND;
  }

  /** Evaluated as soon as the first reader may see a slot: the least publication delay, in whole minutes. */
  private lag(series: Series): number {
    return Math.max(MINUTE, Math.ceil(series.delay[0] / 60) * MINUTE);
  }

  /** Start of the newest slot that an evaluation at `at` looks at. */
  private newestSlot(series: Series, at: Millis): Millis {
    const minute = Math.floor((at - this.offset) / MINUTE) * MINUTE;
    return Math.floor((minute - this.lag(series)) / this.periodMs) * this.periodMs - this.periodMs;
  }

  /** When the slot that begins at `slot` is evaluated for the first time. */
  private evaluatedAt(series: Series, slot: Millis): Millis {
    return Math.ceil((slot + this.periodMs + this.lag(series)) / MINUTE) * MINUTE + this.offset;
  }

  private value(series: Series, slot: Millis): { value: number | undefined; sampleCount: number } {
    let sum = 0;
    let count = 0;
    let minimum = Infinity;
    let maximum = -Infinity;
    for (let at = slot; at < slot + this.periodMs; at += series.period * SECOND) {
      const set = this.place.read(series, at);
      if (!set) continue;
      sum += set.sum;
      count += set.sampleCount;
      if (set.minimum < minimum) minimum = set.minimum;
      if (set.maximum > maximum) maximum = set.maximum;
    }
    if (count === 0) return { value: undefined, sampleCount: 0 };
    const { statistic } = this.plan;
    const value =
      statistic === 'Average'
        ? sum / count
        : statistic === 'Sum'
          ? sum
          : statistic === 'Maximum'
            ? maximum
            : statistic === 'Minimum'
              ? minimum
              : count;
    return { value, sampleCount: count };
  }

  private get range(): number {
    return this.plan.evaluationPeriods + RANGE_EXTRA;
  }

  /** The window whose newest slot begins at `newest`, oldest first. */
  private slots(series: Series, newest: Millis): Evaluated[] {
    return Array.from({ length: this.range }, (_, i) => {
      const at = newest - (this.range - 1 - i) * this.periodMs;
      return { at, ...this.value(series, at) };
    });
  }

  state(): AlarmState {
    const series = this.place.find(this.plan);
    if (!series) return this.plan.treatMissing === 'breaching' ? 'ALARM' : 'INSUFFICIENT_DATA';
    const slots = this.slots(series, this.newestSlot(series, this.place.now()));
    return evaluate(
      this.plan,
      slots.map(({ value }) => value),
    );
  }

  /** Goes on to the newest slot; what was found before stays. */
  walk(): void {
    const series = this.place.find(this.plan);
    if (!series) return;
    const until = this.newestSlot(series, this.place.now());
    let slot = this.walked === undefined ? this.open(series) : this.walked + this.periodMs;
    for (; slot <= until; slot += this.periodMs) {
      this.window.push(this.value(series, slot).value);
      if (this.window.length > this.range) this.window.shift();
      const to = evaluate(this.plan, this.window);
      if (to !== this.walkedState) {
        this.transitions.push({ at: this.evaluatedAt(series, slot), from: this.walkedState, to });
        this.walkedState = to;
      }
      this.walked = slot;
    }
  }

  /** The first whole window of the history: what it says has held since the alarm was made. */
  private open(series: Series): Millis {
    const begins = Math.ceil(Math.max(this.place.beginsAt, this.plan.configuredAt) / this.periodMs);
    const newest = (begins + this.range) * this.periodMs;
    this.window = this.slots(series, newest).map(({ value }) => value);
    this.walkedState = evaluate(this.plan, this.window);
    return newest + this.periodMs;
  }

  /** State and reason as of the last change. */
  private last(): { state: AlarmState; at: Millis; reason: string; data: string } {
    this.walk();
    const series = this.place.find(this.plan);
    const last = this.transitions.at(-1);
    const madeAt = this.plan.configuredAt + 4 * MINUTE + this.offset;
    if (!series) {
      const state = this.state();
      const reason =
        state === 'ALARM' ? stateReason(this.plan, state, []) : 'Unchecked: Initial alarm creation';
      return { state, at: this.plan.configuredAt + 400, reason, data: '' };
    }
    const at = last?.at ?? madeAt;
    const slots = this.slotsAt(series, last?.at);
    const state = last?.to ?? this.walkedState;
    return {
      state,
      at,
      reason: stateReason(this.plan, state, slots),
      data: JSON.stringify(reasonData(this.plan, slots, at)),
    };
  }

  private slotsAt(series: Series, at: Millis | undefined): Evaluated[] {
    if (at !== undefined) return this.slots(series, this.newestSlot(series, at));
    const begins = Math.ceil(Math.max(this.place.beginsAt, this.plan.configuredAt) / this.periodMs);
    return this.slots(series, (begins + this.range) * this.periodMs);
  }

  describe(): AwsRecord {
    const { plan } = this;
    const { state, at, reason, data } = this.last();
    return {
      AlarmName: this.name,
      AlarmArn: this.arn,
      AlarmDescription: plan.description,
      AlarmConfigurationUpdatedTimestamp: new Date(plan.configuredAt),
      ActionsEnabled: plan.actionsEnabled,
      OKActions: [],
      AlarmActions: plan.actions,
      InsufficientDataActions: [],
      StateValue: state,
      StateReason: reason,
      ...(data !== '' && { StateReasonData: data }),
      StateUpdatedTimestamp: new Date(at),
      StateTransitionedTimestamp: new Date(at),
      MetricName: plan.metric,
      Namespace: plan.namespace,
      Statistic: plan.statistic,
      Dimensions: plan.dimensions.map((dimension) => ({ ...dimension })),
      Period: plan.periodSeconds,
      ...(plan.unit !== undefined && { Unit: plan.unit }),
      EvaluationPeriods: plan.evaluationPeriods,
      ...(plan.datapointsToAlarm < plan.evaluationPeriods && { DatapointsToAlarm: plan.datapointsToAlarm }),
      Threshold: plan.threshold,
      ComparisonOperator: plan.comparison,
      ...(plan.treatMissing !== 'missing' && { TreatMissingData: plan.treatMissing }),
    };
  }

  history(): AlarmHistoryItem[] {
    this.walk();
    const series = this.place.find(this.plan);
    const since = this.place.now() - KEPT;
    const items: AlarmHistoryItem[] = [];
    for (const transition of this.transitions) {
      if (!series || transition.at < since) continue;
      const slots = this.slots(series, this.newestSlot(series, transition.at));
      items.push(...this.items(transition, slots));
    }
    return items.reverse();
  }

  private items({ at, from, to }: Transition, slots: readonly Evaluated[]): AlarmHistoryItem[] {
    const newState = {
      stateValue: to,
      stateReason: stateReason(this.plan, to, slots),
      stateReasonData: reasonData(this.plan, slots, at),
    };
    const update: AlarmHistoryItem = {
      at,
      type: 'StateUpdate',
      summary: `Alarm updated from ${from} to ${to}`,
      data: JSON.stringify({ version: '1.0', oldState: { stateValue: from }, newState }),
    };
    if (to !== 'ALARM' || !this.plan.actionsEnabled) return [update];
    return [update, ...this.plan.actions.map((action) => actionItem(action, at + 350))];
  }
}

function actionItem(action: string, at: Millis): AlarmHistoryItem {
  return {
    at,
    type: 'Action',
    // A summary holds 255 characters.
    summary: `Successfully executed action ${action}`.slice(0, 255),
    data: JSON.stringify({ actionState: 'Succeeded', notificationResource: action, error: null }),
  };
}
