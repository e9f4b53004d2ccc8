import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../database/index.js';
import { GROUP_COUNTS_PREFIX, GROUP_SWITCH_PREFIX } from '../metrics-collection/index.js';

const Switch = z.object({ enabled: z.boolean(), by: z.string() });
const Counts = z.record(z.string(), z.object({ resources: z.int(), series: z.int(), metrics: z.int() }));
type Count = z.infer<typeof Counts>[string];

export interface GroupSwitch {
  enabled: boolean;
  by: string;
  at: Date;
  version: number;
}

@Injectable()
export class MetricGroupRepository {
  constructor(private readonly database: Database) {}

  /** What people have switched, by group id. */
  async switches(): Promise<Map<string, GroupSwitch>> {
    const { rows } = await this.database.pool.query<{
      id: string;
      value: unknown;
      version: number;
      updated_at: Date;
    }>(
      `SELECT substr(key, length($1) + 1) AS id, value, version, updated_at FROM setting WHERE starts_with(key, $1)`,
      [GROUP_SWITCH_PREFIX],
    );
    return new Map(
      rows.map(({ id, value, version, updated_at: at }) => [id, { ...Switch.parse(value), version, at }]),
    );
  }

  /** What the worker counted, all places together; null before its first count. */
  async counts(): Promise<Map<string, Count> | null> {
    const { rows } = await this.database.pool.query<{ value: unknown }>(
      'SELECT value FROM setting WHERE starts_with(key, $1)',
      [GROUP_COUNTS_PREFIX],
    );
    if (rows.length === 0) return null;
    const total = new Map<string, Count>();
    for (const { value } of rows) {
      for (const [id, { resources, series, metrics }] of Object.entries(Counts.parse(value))) {
        const sum = total.get(id) ?? { resources: 0, series: 0, metrics: 0 };
        total.set(id, {
          resources: sum.resources + resources,
          series: sum.series + series,
          metrics: sum.metrics + metrics,
        });
      }
    }
    return total;
  }

  /**
   * Switches a group that is still at `version` (0: never switched). `now`: epoch ms.
   * @returns whether it was; false is a lost race
   */
  async write(
    id: string,
    { version, ...value }: { enabled: boolean; by: string; version: number },
    now: number,
  ): Promise<boolean> {
    const key = GROUP_SWITCH_PREFIX + id;
    const at = 'to_timestamp($3::float8 / 1000)';
    const { rowCount } =
      version === 0
        ? await this.database.pool.query(
            `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, ${at}) ON CONFLICT (key) DO NOTHING`,
            [key, JSON.stringify(value), now],
          )
        : await this.database.pool.query(
            `UPDATE setting SET value = $2, version = version + 1, updated_at = ${at} WHERE key = $1 AND version = $4`,
            [key, JSON.stringify(value), now, version],
          );
    return (rowCount ?? 0) > 0;
  }
}
