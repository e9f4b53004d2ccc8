import { MINUTE } from '../calendar.js';
import { smoothNoise, unit, whiteNoise, mix, hashString } from '../random.js';
import type { HostState } from '../simulation/host-state.js';
import { volumeIops, type HostVolume } from '../simulation/volumes.js';
import type { Dimension, Millis, StatisticSet } from '../types.js';
import { BYTES_PER_READ, BYTES_PER_WRITE, readOperations, writeOperations } from './ec2-metrics.js';
import type { BurstLedger } from './burst-ledger.js';
import type { LoadModel } from './load-model.js';
import { Series, single } from './series.js';

/** Volumes of Nitro instances publish each minute, one to four minutes late. */
const DELAY: [number, number] = [50, 200];

/** What a volume did in one minute: operations, and milliseconds that one of each took. */
interface Minute {
  reads: number;
  writes: number;
  readMs: number;
  writeMs: number;
}

/**
 * All AWS/EBS series of an instance's volumes. Their operations add up to those of the instance. Latencies and checks
 * carry the instance beside the volume (CloudWatch's list of metrics by dimension); the others the volume alone.
 */
export function volumeSeries(
  host: HostState,
  volumes: HostVolume[],
  load: LoadModel,
  ledger: BurstLedger,
  from: Millis,
): Series[] {
  return volumes.flatMap((volume, index) => {
    const source = new VolumeMinutes(host, volumes, index, load);
    const begins = Math.max(from, host.launchedAt);
    const make = (
      metric: string,
      unitName: string,
      value: (at: Millis) => number | undefined,
      withInstance = false,
    ) =>
      new Series(
        'AWS/EBS',
        metric,
        dimensions(volume, withInstance ? host : undefined),
        unitName,
        60,
        DELAY,
        begins,
        () => host.shuttingDownAt ?? Infinity,
        (at) => point(host, load, at, value),
      );
    const of = (value: (minute: Minute) => number | undefined) => (at: Millis) => {
      const minute = source.at(at);
      return minute && value(minute);
    };
    const burst = volume.plan.type === 'gp2' && volume.plan.sizeGiB < 1000;
    return [
      make(
        'VolumeReadOps',
        'Count',
        of(({ reads }) => reads),
      ),
      make(
        'VolumeWriteOps',
        'Count',
        of(({ writes }) => writes),
      ),
      make(
        'VolumeReadBytes',
        'Bytes',
        of(({ reads }) => reads * BYTES_PER_READ),
      ),
      make(
        'VolumeWriteBytes',
        'Bytes',
        of(({ writes }) => writes * BYTES_PER_WRITE),
      ),
      make(
        'VolumeIdleTime',
        'Seconds',
        of((minute) => Math.max(0, 60 - busySeconds(minute))),
      ),
      make(
        'VolumeQueueLength',
        'Count',
        of((minute) => busySeconds(minute) / 60),
      ),
      make(
        'VolumeAvgReadLatency',
        'Milliseconds',
        of(({ reads, readMs }) => (reads > 0 ? readMs : undefined)),
        true,
      ),
      make(
        'VolumeAvgWriteLatency',
        'Milliseconds',
        of(({ writes, writeMs }) => (writes > 0 ? writeMs : undefined)),
        true,
      ),
      make('VolumeStalledIOCheck', 'None', () => 0, true),
      make('VolumeThroughputExceededCheck', 'None', () => 0, true),
      make(
        'VolumeIOPSExceededCheck',
        'None',
        of((minute) => exceeded(volume, minute)),
        true,
      ),
      ...(burst
        ? [
            make('BurstBalance', 'Percent', (at) =>
              ledger.percent(host, volume, at, (each) => source.iops(each)),
            ),
          ]
        : []),
    ];
  });
}

function dimensions(volume: HostVolume, host?: HostState): Dimension[] {
  const own = { Name: 'VolumeId', Value: volume.id };
  return host ? [own, { Name: 'InstanceId', Value: host.id }] : [own];
}

function point(
  host: HostState,
  load: LoadModel,
  at: Millis,
  value: (at: Millis) => number | undefined,
): StatisticSet | undefined {
  if (!load.isSettled(at / MINUTE) || !load.hostWasUp(host, at, MINUTE)) return undefined;
  const found = value(at);
  return found === undefined ? undefined : single(found);
}

function busySeconds({ reads, writes, readMs, writeMs }: Minute): number {
  return (reads * readMs + writes * writeMs) / 1000;
}

function exceeded(volume: HostVolume, { reads, writes }: Minute): number {
  const limit =
    volume.plan.type === 'gp2' ? Math.max(3000, volumeIops(volume.plan)) : volumeIops(volume.plan);
  return (reads + writes) / 60 > limit ? 1 : 0;
}

/** The instance's operations of each minute, divided over its volumes. */
class VolumeMinutes {
  private readonly hash: number;
  private readonly shares: number[];

  constructor(
    private readonly host: HostState,
    private readonly volumes: HostVolume[],
    private readonly index: number,
    private readonly load: LoadModel,
  ) {
    this.hash = hashString(volumes[index]?.id ?? '', host.hash);
    this.shares = volumes.map(({ plan }) => plan.share);
  }

  at(at: Millis): Minute | undefined {
    const minute = at / MINUTE;
    const reads = readOperations(this.host, this.load, minute);
    const writes = writeOperations(this.host, this.load, minute);
    if (reads === undefined || writes === undefined) return undefined;
    const own = { reads: this.part(reads), writes: this.part(writes) };
    return { ...own, ...this.latency(own.reads + own.writes, minute) };
  }

  /** Operations a second, for the burst balance. */
  iops(at: Millis): number {
    const minute = this.at(at);
    return minute ? (minute.reads + minute.writes) / 60 : 0;
  }

  /** The root volume takes what rounding leaves, so that nothing is lost. */
  private part(total: number): number {
    if (this.index > 0) return Math.round(total * (this.shares[this.index] ?? 0));
    return this.shares.slice(1).reduce((left, share) => left - Math.round(total * share), total);
  }

  /** Below a millisecond on gp3, about one on gp2; it grows as the volume nears what it was given. */
  private latency(operations: number, minute: number): { readMs: number; writeMs: number } {
    const plan = this.volumes[this.index]?.plan;
    const gp2 = plan?.type === 'gp2';
    const use = Math.min(0.95, operations / 60 / (plan ? volumeIops(plan) : 3000));
    const noise = 1 + 0.12 * smoothNoise(this.hash, minute, 19) + 0.1 * whiteNoise(this.hash, minute);
    const rare = unit(mix(this.hash ^ 0x77, minute)) > 0.997 ? 3 : 1;
    const base = ((gp2 ? 1.05 : 0.62) * noise * rare) / (1 - use);
    return { readMs: base, writeMs: base * (gp2 ? 1.35 : 1.2) };
  }
}
