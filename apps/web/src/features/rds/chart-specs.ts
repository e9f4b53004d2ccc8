import type { RdsInstanceAttributes } from '@danji/shared';
import type { useTranslations } from 'next-intl';
import type { ChartSpec } from '@/features/fleet';

const GIB = 1024 ** 3;
/** Below a tenth RDS itself warns and, where it may, enlarges (RDS user guide). */
const LOW_STORAGE_SHARE = 0.1;
/** Warn long before PostgreSQL stops at 2,100 million; autovacuum alone keeps a healthy database below 200 million. */
const TRANSACTION_IDS_WARNING = 500_000_000;

type Words = ReturnType<typeof useTranslations<'rds.chart'>>;

/** The charts of one database; replica lag and PostgreSQL's own only where the engine has them. */
export function chartSpecs(details: RdsInstanceAttributes | null, t: Words): ChartSpec[] {
  const replica = details?.replicaOf != null ? [lag(t)] : [];
  const aurora = details?.engine.startsWith('aurora') ?? false;
  const postgres = details?.engine.includes('postgres') ? [transactions(t), ...(aurora ? [] : [wal(t)])] : [];
  return [
    load(t),
    connections(details, t),
    ...(aurora ? [] : [storage(details, t)]),
    memory(t),
    pair('iops', t('iops'), t('iopsHint'), 'ReadIOPS', 'WriteIOPS', t),
    pair('latency', t('latency'), t('latencyHint'), 'ReadLatency', 'WriteLatency', t),
    ...replica,
    ...postgres,
  ];
}

function load(t: Words): ChartSpec {
  return {
    id: 'cpu',
    title: t('cpu'),
    hint: t('cpuHint'),
    series: [
      ['cpu', 'CPUUtilization', 'Average'],
      ['cpuMax', 'CPUUtilization', 'Maximum'],
    ],
    lines: [{ id: 'cpu', label: t('average'), colour: 1, band: { highId: 'cpuMax' } }],
    thresholds: [],
  };
}

function connections(details: RdsInstanceAttributes | null, t: Words): ChartSpec {
  const max = details?.maxConnections ?? null;
  return {
    id: 'connections',
    title: t('connections'),
    hint: t('connectionsHint'),
    series: [
      ['connections', 'DatabaseConnections', 'Average'],
      ['connectionsMax', 'DatabaseConnections', 'Maximum'],
    ],
    lines: [{ id: 'connections', label: t('average'), colour: 2, band: { highId: 'connectionsMax' } }],
    thresholds: max === null ? [] : [{ value: max, label: t('connectionsMax', { max }), kind: 'limit' }],
  };
}

function storage(details: RdsInstanceAttributes | null, t: Words): ChartSpec {
  const low = details === null ? null : details.allocatedGiB * GIB * LOW_STORAGE_SHARE;
  return {
    id: 'storage',
    title: t('storage'),
    hint: t('storageHint'),
    series: [
      ['storage', 'FreeStorageSpace', 'Average'],
      ['storageMin', 'FreeStorageSpace', 'Minimum'],
    ],
    lines: [{ id: 'storage', label: t('free'), colour: 3, band: { lowId: 'storageMin' } }],
    thresholds: low === null ? [] : [{ value: low, label: t('low'), kind: 'alert' }],
  };
}

function memory(t: Words): ChartSpec {
  return {
    id: 'memory',
    title: t('memory'),
    hint: t('memoryHint'),
    series: [
      ['memory', 'FreeableMemory', 'Average'],
      ['memoryMin', 'FreeableMemory', 'Minimum'],
    ],
    lines: [{ id: 'memory', label: t('free'), colour: 4, band: { lowId: 'memoryMin' } }],
    thresholds: [],
  };
}

/** Read and write of one kind, each up to its highest minute. */
function pair(id: string, title: string, hint: string, read: string, write: string, t: Words): ChartSpec {
  return {
    id,
    title,
    hint,
    series: [
      [`${id}Read`, read, 'Average'],
      [`${id}Write`, write, 'Average'],
      [`${id}ReadMax`, read, 'Maximum'],
      [`${id}WriteMax`, write, 'Maximum'],
    ],
    lines: [
      { id: `${id}Read`, label: t('read'), colour: 1, band: { highId: `${id}ReadMax` } },
      { id: `${id}Write`, label: t('write'), colour: 2, band: { highId: `${id}WriteMax` } },
    ],
    thresholds: [],
  };
}

function lag(t: Words): ChartSpec {
  return {
    id: 'lag',
    title: t('lag'),
    hint: t('lagHint'),
    series: [
      ['lag', 'ReplicaLag', 'Average'],
      ['lagMax', 'ReplicaLag', 'Maximum'],
    ],
    lines: [{ id: 'lag', label: t('lag'), colour: 5, band: { highId: 'lagMax' } }],
    thresholds: [],
  };
}

function transactions(t: Words): ChartSpec {
  return {
    id: 'transactions',
    title: t('transactions'),
    hint: t('transactionsHint'),
    series: [['transactions', 'MaximumUsedTransactionIDs', 'Maximum']],
    lines: [{ id: 'transactions', label: t('used'), colour: 6, band: false }],
    thresholds: [{ value: TRANSACTION_IDS_WARNING, label: t('vacuum'), kind: 'alert' }],
  };
}

function wal(t: Words): ChartSpec {
  return {
    id: 'wal',
    title: t('wal'),
    hint: t('walHint'),
    series: [
      ['wal', 'TransactionLogsDiskUsage', 'Maximum'],
      ['slot', 'OldestReplicationSlotLag', 'Maximum'],
    ],
    lines: [
      { id: 'wal', label: t('walUsed'), colour: 1, band: false },
      { id: 'slot', label: t('slot'), colour: 5, band: false },
    ],
    thresholds: [],
  };
}
