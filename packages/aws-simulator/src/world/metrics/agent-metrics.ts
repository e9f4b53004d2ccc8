import { DAY, MINUTE } from '../calendar.js';
import { smoothNoise, whiteNoise } from '../random.js';
import type { VolumePlan } from '../plan/machine-types.js';
import type { HostState } from '../simulation/host-state.js';
import type { Dimension, Millis } from '../types.js';
import type { LoadModel } from './load-model.js';
import { Series, single } from './series.js';

/** The agent publishes once a minute and at once. */
const DELAY: [number, number] = [15, 70];
/** Somebody, or a job, tidies up every fortnight. */
const TIDIED = 14;

/**
 * CWAgent series of an instance that runs the CloudWatch agent, with the dimensions that the agent appends (image, type,
 * Auto Scaling group). Memory of a container instance is what its tasks hold, and a little of its own.
 */
export function agentSeries(host: HostState, load: LoadModel, from: Millis): Series[] {
  if (!(host.group?.agent ?? host.standalone?.agent)) return [];
  const appended = appendedDimensions(host);
  const make = (metric: string, extra: Dimension[], value: (minute: number) => number) =>
    new Series(
      'CWAgent',
      metric,
      [...appended, ...extra],
      'Percent',
      60,
      DELAY,
      Math.max(from, host.launchedAt + 2 * MINUTE),
      () => host.shuttingDownAt ?? Infinity,
      (at) =>
        load.isSettled(at / MINUTE) && load.hostWasUp(host, at, MINUTE)
          ? single(value(at / MINUTE))
          : undefined,
    );
  const volumes = host.group?.volumes ?? host.standalone?.volumes ?? [];
  return [
    make('mem_used_percent', [], (minute) => memoryPercent(host, load, minute)),
    make('swap_used_percent', [], (minute) => swapPercent(host, load, minute)),
    ...volumes.map((volume, index) =>
      make('disk_used_percent', diskDimensions(volume, index), (minute) => diskPercent(host, volume, minute)),
    ),
  ];
}

function appendedDimensions(host: HostState): Dimension[] {
  const group = host.group ? [{ Name: 'AutoScalingGroupName', Value: host.group.name }] : [];
  return [
    { Name: 'InstanceId', Value: host.id },
    { Name: 'ImageId', Value: host.group?.amiId ?? host.standalone?.amiId ?? '' },
    { Name: 'InstanceType', Value: host.type.name },
    ...group,
  ];
}

/** Devices as a Nitro instance names them: the root volume has partitions, the others are used whole. */
function diskDimensions(volume: VolumePlan, index: number): Dimension[] {
  return [
    { Name: 'path', Value: volume.path },
    { Name: 'device', Value: index === 0 ? 'nvme0n1p1' : `nvme${index}n1` },
    { Name: 'fstype', Value: volume.fstype },
  ];
}

function memoryPercent(host: HostState, load: LoadModel, minute: number): number {
  const own = 6.2 + 0.5 * smoothNoise(host.hash ^ 0x6d65, minute, 37);
  if (host.standalone) {
    const cpu = (100 * (load.hostUnits(host, minute) ?? 0)) / host.cpuUnits;
    return Math.min(97, own + 31 + cpu * 0.42);
  }
  const middle = minute * MINUTE + MINUTE / 2;
  let held = 0;
  for (const run of host.runs) if (run.runsAt(middle)) held += load.taskMemoryMiB(run, minute * MINUTE);
  return Math.min(99, own + (100 * held) / host.type.memoryMiB);
}

/** Container instances have no swap; a machine that has some begins to use it above two thirds of its memory. */
function swapPercent(host: HostState, load: LoadModel, minute: number): number {
  if (!host.standalone) return 0;
  return Math.max(0, (memoryPercent(host, load, minute) - 66) * 1.4);
}

function diskPercent(host: HostState, volume: VolumePlan, minute: number): number {
  const days = (minute * MINUTE - host.launchedAt) / DAY;
  const noise = 0.15 * whiteNoise(host.hash ^ 0x646b, minute) + 0.6 * smoothNoise(host.hash, minute, 700);
  return Math.min(99, volume.usedPercent + (days % TIDIED) * volume.growthPerDay + noise);
}
