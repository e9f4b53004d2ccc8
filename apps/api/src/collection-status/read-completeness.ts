import { Inject, Injectable } from '@nestjs/common';
import type { CollectionCompleteness, CompletenessQuery, Context } from '@danji/shared';
import { lagQuantile } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission, resolveRange } from '../http/index.js';
import { CollectionRepository } from './collection.repository.js';
import { UsageRepository } from './usage.repository.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** GET /collection/completeness: how much of what AWS published is stored, and how late it came. */
@Injectable()
export class ReadCompleteness {
  constructor(
    private readonly usage: UsageRepository,
    private readonly collection: CollectionRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: CompletenessQuery): Promise<CollectionCompleteness> {
    requirePermission(ctx, 'collection.read');
    const asked = resolveRange(query, this.clock.now(), this.config.timezone);
    // Hours settle as a whole, so whole hours are judged.
    const range = {
      from: floorHour(asked.from),
      to: Math.max(floorHour(asked.to), floorHour(asked.from) + HOUR_MS),
    };
    const [rows, lags, scopes] = await Promise.all([
      this.usage.completeness(ctx, range, daysOf(range)),
      this.usage.lags(ctx, range),
      this.collection.scopes(ctx),
    ]);
    const names = new Map(scopes.map((scope) => [scope.id, scope.name]));
    return {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      items: rows.map((row) => {
        const buckets = addUp(
          lags
            .filter(
              (lag) =>
                lag.scope_id === row.scope_id && lag.region === row.region && lag.namespace === row.namespace,
            )
            .map((lag) => lag.buckets),
        );
        const expected = row.stored + row.unread;
        return {
          scope: names.get(row.scope_id) ?? row.scope_id,
          region: row.region,
          namespace: row.namespace,
          expected,
          stored: row.stored,
          percent: expected === 0 ? null : (100 * row.stored) / expected,
          lagSeconds: { p50: lagQuantile(buckets, 0.5), p95: lagQuantile(buckets, 0.95) },
        };
      }),
      note: {
        en: 'Expected is what is stored and what is still to be read. A minute that AWS was asked for and published nothing in, as for a service without tasks, is not expected.',
        ko: '기대값은 저장된 점과 아직 읽지 않은 점의 합입니다. 태스크가 없는 서비스처럼 AWS가 게시하지 않은 시각은 포함하지 않습니다.',
      },
    };
  }
}

function floorHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

function daysOf({ from, to }: { from: number; to: number }): string[] {
  const days: string[] = [];
  for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < to; day += DAY_MS) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}

function addUp(histograms: readonly (readonly number[])[]): number[] {
  const sum: number[] = [];
  for (const buckets of histograms) buckets.forEach((count, i) => (sum[i] = (sum[i] ?? 0) + count));
  return sum;
}
