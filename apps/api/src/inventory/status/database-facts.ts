import { forecastStorage, type DatabaseClusterStatusFacts, type DatabaseStatusFacts } from '@danji/analysis';
import type { EngineLifecycle } from '@danji/shared';
import type { Observed } from '../observed.js';
import type { StoredFacts } from './status.repository.js';

const GIB = 1024 ** 3;

export function databaseFacts(
  observed: Observed<'rds_instance'>,
  stored: StoredFacts,
  now: number,
): DatabaseStatusFacts {
  const { id, attributes } = observed;
  const { recent } = stored;
  const cpu = recent.heldSince(id, 'CPUUtilization', 'Average', (value) => value >= 90);
  const maximum = attributes.maxConnections;
  const used = recent.latest(id, 'DatabaseConnections', 'Maximum', now);
  const busy =
    maximum && recent.heldSince(id, 'DatabaseConnections', 'Maximum', (value) => value >= 0.9 * maximum);
  const freeMemory = recent.latest(id, 'FreeableMemory', 'Average', now);
  return {
    now,
    state: observed.state,
    stateSince: null,
    failedOverAt: stored.failovers.get(id) ?? null,
    storage: storageFacts(observed, stored, now),
    connections: used === null || !maximum ? null : { used, maximum, since: busy ? busy.since : null },
    memory:
      freeMemory === null || !attributes.memoryBytes
        ? null
        : {
            freePercent: (100 * freeMemory) / attributes.memoryBytes,
            swapGrowing: swapGrows(id, stored),
            since: null,
          },
    cpu: cpu && { percent: cpu.value, since: cpu.since },
    transactionIds: recent.latest(id, 'MaximumUsedTransactionIDs', 'Maximum', now),
    replicaLagSeconds: attributes.replicaOf ? recent.latest(id, 'ReplicaLag', 'Average', now) : null,
    latestRestorableTime: instant(attributes.latestRestorableTime),
    burstBalancePercent: recent.latest(id, 'BurstBalance', 'Minimum', now),
    backupRetentionDays: attributes.backupRetentionDays,
    lifecycle: supportFacts(attributes.lifecycle, attributes.extendedSupport),
    certificateValidTill: instant(attributes.certificateValidTill),
  };
}

function storageFacts(
  { id, attributes }: Observed<'rds_instance'>,
  { recent, storage }: StoredFacts,
  now: number,
): DatabaseStatusFacts['storage'] {
  const freeBytes = recent.latest(id, 'FreeStorageSpace', 'Minimum', now);
  if (freeBytes === null) return null;
  const allocatedBytes = attributes.allocatedGiB * GIB;
  const hourly = storage.get(id);
  const minutes = recent.of(id, 'FreeStorageSpace', 'Minimum');
  const forecast = forecastStorage({
    now,
    hourly: hourly ?? { from: now, values: [] },
    recent: minutes && { from: minutes.from, stepSeconds: 60, values: minutes.values },
    allocatedBytes,
    maxAllocatedBytes: attributes.maxAllocatedGiB === null ? null : attributes.maxAllocatedGiB * GIB,
    lastChangeAt: null,
  });
  return { freeBytes, allocatedBytes, fullAt: forecast?.exhaustedAt ?? null, since: null };
}

function swapGrows(id: string, { recent }: StoredFacts): boolean {
  const values = [...(recent.of(id, 'SwapUsage', 'Average')?.values ?? [])].filter(
    (value) => !Number.isNaN(value),
  );
  const [first, last] = [values[0], values.at(-1)];
  return first !== undefined && last !== undefined && last > first * 1.1 + 1_000_000;
}

export function databaseClusterFacts(
  { state, attributes }: Observed<'rds_cluster'>,
  now: number,
): DatabaseClusterStatusFacts {
  return {
    now,
    state,
    members: attributes.members.length,
    writers: attributes.members.filter(({ writer }) => writer).length,
    latestRestorableTime: instant(attributes.latestRestorableTime),
    backupRetentionDays: attributes.backupRetentionDays,
    lifecycle: supportFacts(attributes.lifecycle, null),
  };
}

function supportFacts(
  lifecycle: EngineLifecycle | null,
  extended: boolean | null,
): DatabaseStatusFacts['lifecycle'] {
  if (!lifecycle) return null;
  return {
    standardEnds: instant(lifecycle.standardSupportEnds),
    extendedEnds: instant(lifecycle.extendedSupportEnds),
    extended,
  };
}

function instant(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
