import { MINUTE } from '../calendar.js';
import { mix, unit } from '../random.js';
import type { Millis, StatisticSet } from '../types.js';
import { DatabaseModel, type DatabaseSource } from './database-model.js';
import { Series, single } from './series.js';

const DELAY: [number, number] = [25, 100];

/** All AWS/RDS series of one instance: one sample a minute each, absent while the server is down. */
export function databaseSeries(source: DatabaseSource): Series[] {
  const { plan } = source.state;
  const dimensions = [{ Name: 'DBInstanceIdentifier', Value: plan.id }];
  const make = (
    metric: string,
    unitName: string,
    value: (at: Millis) => number | undefined,
    more?: (v: number, at: Millis) => StatisticSet,
  ) =>
    new Series(
      'AWS/RDS',
      metric,
      dimensions,
      unitName,
      60,
      DELAY,
      source.beginsAt,
      () => Infinity,
      (at) => {
        if (!source.load.isSettled(at / MINUTE)) return undefined;
        const answer = value(at);
        if (answer === undefined) return undefined;
        return more ? more(answer, at) : single(answer);
      },
    );
  const m = new DatabaseModel(source);
  const postgres = plan.engine !== 'mysql';
  const aurora = plan.cluster !== undefined;
  return [
    make('CPUUtilization', 'Percent', (at) => m.cpu(at)),
    make('DatabaseConnections', 'Count', (at) => m.connections(at)),
    make('FreeableMemory', 'Bytes', (at) => m.freeableMemory(at)),
    ...(aurora ? auroraSeries(m, make, plan.cluster?.writer ?? false) : []),
    ...(aurora ? [] : [make('FreeStorageSpace', 'Bytes', (at) => m.freeStorage(at))]),
    make('SwapUsage', 'Bytes', (at) => m.swap(at)),
    make('ReadIOPS', 'Count/Second', (at) => m.readIops(at)),
    make('WriteIOPS', 'Count/Second', (at) => m.writeIops(at)),
    make(
      'ReadLatency',
      'Seconds',
      (at) => m.latency(at, 0.00055, 21),
      (v, at) => spread(v, plan.hash ^ 21, at),
    ),
    make(
      'WriteLatency',
      'Seconds',
      (at) => m.latency(at, 0.0011, 22),
      (v, at) => spread(v, plan.hash ^ 22, at),
    ),
    make('ReadThroughput', 'Bytes/Second', (at) => m.readIops(at) * 14_300),
    make('WriteThroughput', 'Bytes/Second', (at) => m.writeIops(at) * 10_900),
    make('DiskQueueDepth', 'Count', (at) => (m.readIops(at) + m.writeIops(at)) * m.latency(at, 0.0009, 23)),
    make('NetworkReceiveThroughput', 'Bytes/Second', (at) => m.network(at, 31, 0.4)),
    make('NetworkTransmitThroughput', 'Bytes/Second', (at) => m.network(at, 32, 1)),
    ...(plan.replicaOf ? [make('ReplicaLag', 'Seconds', (at) => m.replicaLag(at))] : []),
    ...(postgres && !plan.replicaOf
      ? [make('MaximumUsedTransactionIDs', 'Count', (at) => m.transactionIds(at))]
      : []),
    ...(postgres && !aurora && !plan.replicaOf
      ? [make('TransactionLogsDiskUsage', 'Bytes', (at) => m.transactionLogs(at))]
      : []),
    ...(plan.replicas.length > 0 ? [make('OldestReplicationSlotLag', 'Bytes', (at) => m.slotLag(at))] : []),
    ...(plan.storageType === 'gp2' ? [make('BurstBalance', 'Percent', (at) => m.burstBalance(at))] : []),
    ...(plan.performanceInsights ? [make('DBLoad', 'None', (at) => m.dbLoad(at))] : []),
  ];
}

type Make = (metric: string, unitName: string, value: (at: Millis) => number | undefined) => Series;

/** What only instances of Aurora PostgreSQL publish; their volume belongs to the cluster and grows by itself. */
function auroraSeries(m: DatabaseModel, make: Make, writer: boolean): Series[] {
  return [
    make('FreeLocalStorage', 'Bytes', (at) => m.freeLocalStorage(at)),
    make('BufferCacheHitRatio', 'Percent', (at) => m.cacheHits(at)),
    make('Deadlocks', 'Count/Second', (at) => m.deadlocks(at)),
    ...(writer ? [] : [make('AuroraReplicaLag', 'Milliseconds', (at) => m.auroraLag(at))]),
  ];
}

/** Latencies keep the distribution of the minute, so percentiles exist. */
function spread(mean: number, key: number, at: Millis): StatisticSet {
  const minute = at / MINUTE;
  const values: number[] = [];
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    const u = unit(mix(key + i, minute));
    const value = mean * (0.55 + 0.5 * u + (u > 0.96 ? 3.2 : u > 0.85 ? 0.9 : 0));
    values.push(value);
    sum += value;
  }
  return {
    sum,
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    sampleCount: values.length,
    values,
  };
}
