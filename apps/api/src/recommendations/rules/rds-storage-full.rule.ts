import { Injectable } from '@nestjs/common';
import type { Context, RdsInstanceAttributes } from '@danji/shared';
import { bucketGrid, evaluateRdsStorageFull } from '@danji/analysis';
import { ReadMetrics } from '../../metrics/index.js';
import { HistoryRepository } from '../history.repository.js';
import { HISTORY_MS, type Judgement } from './judgement.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const GIB = 1024 ** 3;
/** Minutes that tell a sudden growth from a steady one (the rule looks at 30 minutes and 3 hours). */
const RECENT_MS = 4 * HOUR_MS;

/** A database that runs out of storage, with the date. */
@Injectable()
export class RdsStorageFullRule {
  constructor(
    private readonly history: HistoryRepository,
    private readonly readMetrics: ReadMetrics,
  ) {}

  /** `now`: epoch ms. */
  async run(ctx: Context, now: number): Promise<Judgement[]> {
    const [databases, changes] = await Promise.all([
      this.history.subjects<RdsInstanceAttributes>('rds_instance'),
      this.history.storageChanges(),
    ]);
    // Aurora's storage grows by itself and is not allocated.
    const sized = databases.filter(({ attributes }) => !attributes.engine.startsWith('aurora'));
    const queries = sized.map(({ id }) => ({
      id,
      resource: id,
      metric: 'FreeStorageSpace',
      stat: 'Minimum',
    }));
    const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
    const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    const hours = bucketGrid({ from: hour - HISTORY_MS, to: now, step: 3600, tz: 'UTC' });
    const minutes = bucketGrid({ from: minute - RECENT_MS, to: now, step: 60, tz: 'UTC' });
    const [hourly, recent] = await Promise.all([
      this.readMetrics.run(ctx, queries, hours),
      this.readMetrics.run(ctx, queries, minutes),
    ]);
    return sized.map((subject): Judgement => {
      const { attributes, id } = subject;
      const last = recent.get(id);
      const verdict = evaluateRdsStorageFull({
        databaseName: subject.name,
        region: subject.region,
        storageType: attributes.storageType,
        now,
        hourly: {
          from: hours.starts[0] ?? hour,
          values: hourly.get(id)?.buckets.values ?? new Float64Array(hours.starts.length).fill(NaN),
        },
        recent:
          last === undefined
            ? null
            : { from: minutes.starts[0] ?? minute, stepSeconds: 60, values: last.buckets.values },
        allocatedBytes: attributes.allocatedGiB * GIB,
        maxAllocatedBytes: attributes.maxAllocatedGiB === null ? null : attributes.maxAllocatedGiB * GIB,
        lastChangeAt: changes.get(id) ?? null,
      });
      return { rule: 'rds_storage_full', subject, verdict };
    });
  }
}
