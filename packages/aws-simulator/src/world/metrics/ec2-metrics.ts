import { DAY, MINUTE } from '../calendar.js';
import { smoothNoise, unit, whiteNoise, mix } from '../random.js';
import type { HostState } from '../simulation/host-state.js';
import type { Millis, StatisticSet } from '../types.js';
import type { CreditLedger } from './credits.js';
import type { LoadModel } from './load-model.js';
import { Series, single } from './series.js';

/** Basic monitoring arrives 5 to 10 minutes late, detailed two to three. */
const BASIC_DELAY: [number, number] = [60, 300];
const DETAILED_DELAY: [number, number] = [50, 150];

/** Mean sizes of an operation, in bytes. */
export const BYTES_PER_READ = 18_400;
export const BYTES_PER_WRITE = 9_700;

/** Salts of the noise; the first also says which way the bytes go. */
const RECEIVED = 11;

const STATUS_CHECKS = [
  'StatusCheckFailed',
  'StatusCheckFailed_Instance',
  'StatusCheckFailed_System',
  'StatusCheckFailed_AttachedEBS',
];

/** All AWS/EC2 series of one instance. Credits exist for the T family only and come every five minutes. */
export function hostSeries(host: HostState, load: LoadModel, credits: CreditLedger, from: Millis): Series[] {
  const detailed = host.group?.detailedMonitoring ?? host.standalone?.detailedMonitoring ?? false;
  const dimensions = [{ Name: 'InstanceId', Value: host.id }];
  const begins = Math.max(from, host.launchedAt);
  const ends = () => host.shuttingDownAt ?? Infinity;
  const make = (
    metric: string,
    unitName: string,
    period: number,
    value: (minute: number) => number | undefined,
  ) =>
    new Series(
      'AWS/EC2',
      metric,
      dimensions,
      unitName,
      period,
      period === 60 ? DETAILED_DELAY : BASIC_DELAY,
      begins,
      ends,
      (at) => collect(host, load, at, period, value),
    );
  const main = detailed ? 60 : 300;
  const cpu = (minute: number) => percent(host, load, minute);
  const traffic = (key: number, share: number) => (minute: number) => bytes(host, load, minute, key, share);
  return [
    make('CPUUtilization', 'Percent', main, cpu),
    make('NetworkIn', 'Bytes', main, traffic(RECEIVED, 0.8)),
    make('NetworkOut', 'Bytes', main, traffic(12, 1.15)),
    make('NetworkPacketsIn', 'Count', 300, (minute) => packets(host, load, minute, RECEIVED, 0.8)),
    make('NetworkPacketsOut', 'Count', 300, (minute) => packets(host, load, minute, 12, 1.15)),
    make('EBSReadOps', 'Count', main, (minute) => readOperations(host, load, minute)),
    make('EBSWriteOps', 'Count', main, (minute) => writeOperations(host, load, minute)),
    make('EBSReadBytes', 'Bytes', main, (minute) =>
      scaled(readOperations(host, load, minute), BYTES_PER_READ),
    ),
    make('EBSWriteBytes', 'Bytes', main, (minute) =>
      scaled(writeOperations(host, load, minute), BYTES_PER_WRITE),
    ),
    ...STATUS_CHECKS.map((metric) => make(metric, 'Count', 60, (minute) => failed(host, metric, minute))),
    ...(host.type.credits ? creditSeries(host, credits, dimensions, begins, ends) : []),
  ];
}

/** Minutes of a slot as samples; a slot that the instance did not see in full is absent. */
function collect(
  host: HostState,
  load: LoadModel,
  at: Millis,
  period: number,
  value: (minute: number) => number | undefined,
): StatisticSet | undefined {
  if (!load.hostWasUp(host, at, period * 1000)) return undefined;
  const minute = at / MINUTE;
  if (period === 60) {
    const only = load.isSettled(minute) ? value(minute) : undefined;
    return only === undefined ? undefined : single(only);
  }
  if (!load.isSettled(minute + 4)) return undefined;
  const set: StatisticSet = { sum: 0, minimum: Infinity, maximum: -Infinity, sampleCount: 0 };
  for (let i = 0; i < 5; i++) {
    const sample = value(minute + i);
    if (sample === undefined) continue;
    set.sum += sample;
    set.sampleCount += 1;
    if (sample < set.minimum) set.minimum = sample;
    if (sample > set.maximum) set.maximum = sample;
  }
  return set.sampleCount > 0 ? set : undefined;
}

function percent(host: HostState, load: LoadModel, minute: number): number | undefined {
  const units = load.hostUnits(host, minute);
  return units === undefined ? undefined : (100 * units) / host.cpuUnits;
}

/** Bytes per minute grow with the work that the instance does; an idle machine moves a few kilobytes. */
function bytes(
  host: HostState,
  load: LoadModel,
  minute: number,
  key: number,
  share: number,
): number | undefined {
  const units = load.hostUnits(host, minute);
  if (units === undefined) return undefined;
  const noise =
    1 + 0.2 * smoothNoise(host.hash ^ key, minute, 9) + 0.12 * whiteNoise(host.hash ^ key, minute);
  // An idle instance stays under the 5 MB a day by which Compute Optimizer calls it idle.
  if (host.standalone?.idle)
    return (
      (1_900_000 / 1440) *
      share *
      noise *
      (0.7 + 0.3 * unit(mix(host.hash, Math.floor((minute * MINUTE) / DAY))))
    );
  const factor = host.effects.factor('network', minute * MINUTE);
  if (host.standalone) return Math.max(0, Math.round((90_000 + units * 21_000) * share * noise * factor));
  const own = 90_000 * share * noise;
  return Math.max(0, Math.round((own + 60 * tasksTraffic(host, load, minute, key)) * factor));
}

/** Bytes a second that the tasks of an instance receive, or send. */
function tasksTraffic(host: HostState, load: LoadModel, minute: number, key: number): number {
  let sum = 0;
  for (const run of host.runs) {
    if (!run.runsAt(minute * MINUTE + MINUTE / 2)) continue;
    const { received, sent } = load.taskTraffic(run, minute);
    sum += key === RECEIVED ? received : sent;
  }
  return sum;
}

function packets(
  host: HostState,
  load: LoadModel,
  minute: number,
  key: number,
  share: number,
): number | undefined {
  const amount = bytes(host, load, minute, key, share);
  return amount === undefined ? undefined : Math.round(amount / 820 + 12);
}

/** EBS reads of all volumes of the instance in one minute; undefined while it is not settled. */
export function readOperations(host: HostState, load: LoadModel, minute: number): number | undefined {
  return operations(host, load, minute, 13, 0.3);
}

export function writeOperations(host: HostState, load: LoadModel, minute: number): number | undefined {
  return operations(host, load, minute, 14, 1);
}

function operations(
  host: HostState,
  load: LoadModel,
  minute: number,
  key: number,
  share: number,
): number | undefined {
  const units = load.hostUnits(host, minute);
  if (units === undefined) return undefined;
  const noise =
    1 + 0.35 * smoothNoise(host.hash ^ key, minute, 17) + 0.2 * whiteNoise(host.hash ^ key, minute);
  return Math.max(
    0,
    Math.round((24 + units * 0.35) * share * noise * host.effects.factor('iops', minute * MINUTE)),
  );
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * factor);
}

function failed(host: HostState, metric: string, minute: number): number {
  const isDown = host.effects.isActive('status-check', minute * MINUTE);
  return isDown && !/_(System|AttachedEBS)$/.test(metric) ? 1 : 0;
}

function creditSeries(
  host: HostState,
  credits: CreditLedger,
  dimensions: { Name: string; Value: string }[],
  begins: Millis,
  ends: () => Millis,
): Series[] {
  const make = (
    metric: string,
    pick: (slot: { usage: number; balance: number; surplus: number; charged: number }) => number,
  ) =>
    new Series('AWS/EC2', metric, dimensions, 'Count', 300, BASIC_DELAY, begins, ends, (at) => {
      const slot = credits.slot(host, at);
      return slot ? single(pick(slot)) : undefined;
    });
  return [
    make('CPUCreditUsage', (slot) => slot.usage),
    make('CPUCreditBalance', (slot) => slot.balance),
    make('CPUSurplusCreditBalance', (slot) => slot.surplus),
    make('CPUSurplusCreditsCharged', (slot) => slot.charged),
  ];
}
