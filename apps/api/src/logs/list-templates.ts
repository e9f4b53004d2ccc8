import { Inject, Injectable } from '@nestjs/common';
import { bucketGrid, chooseStep, templateChange, type TemplatePair } from '@danji/analysis';
import { TEMPLATE_CHANGES } from '@danji/shared';
import type { Context, TemplateAnswer, TemplateItem, TemplateQuery } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { badInput, notFound, requirePermission, resolveRange, type TimeRange } from '../http/index.js';
import { LogRepository } from './log.repository.js';
import { TemplateRepository, type TemplateMinutes, type TemplateSum } from './template.repository.js';

const MINUTE_MS = 60_000;
/** Small bars beside each template. */
const POINTS = 60;
/** Counts of templates are kept for thirty days, and half of it is the time before. */
const LONGEST_MS = 15 * 86_400_000;

interface Merged {
  /** Templates of one text: one that the tree forgot comes back under another id. */
  ids: string[];
  sums: TemplateSum[];
}

/** GET /logs/templates: what kinds of lines there were, how often, and what a revision writes that others do not. */
@Injectable()
export class ListTemplates {
  constructor(
    private readonly templates: TemplateRepository,
    private readonly logs: LogRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError NOT_FOUND for a resource that does not exist, VALIDATION for a bad span or `against` alone */
  async run(ctx: Context, query: TemplateQuery): Promise<TemplateAnswer> {
    requirePermission(ctx, 'logs.read');
    const range = resolveRange(query, this.clock.now(), this.config.timezone);
    if (range.to - range.from > LONGEST_MS)
      throw badInput('from', query.from, 'Ask for fifteen days at most.');
    if (query.against !== undefined && query.revision === undefined) {
      throw badInput('against', String(query.against), 'Name the revision that is compared as well.');
    }
    if (query.resource !== undefined && !(await this.logs.exists(ctx, query.resource))) {
      throw notFound('resource', query.resource);
    }
    const filter = { ...query, ...range };
    const { step } = chooseStep({ ...range, tz: 'UTC', points: POINTS });
    const grid = bucketGrid({ ...range, tz: 'UTC', step });
    const [sums, readFrom] = await Promise.all([
      this.templates.sums(ctx, filter),
      this.templates.readFrom(ctx, filter),
    ]);
    const length = range.to - range.from;
    const beforeKnown = readFrom !== null && readFrom.getTime() <= range.from - length;
    const found = sorted(byText(sums).map((merged) => itemOf(merged, query, sums, beforeKnown)));
    const shown = found.slice(0, query.limit);
    const minutes = await this.templates.minutes(
      ctx,
      filter,
      shown.flatMap(({ merged }) => keysOf(merged)),
    );
    return {
      from: iso(range.from),
      to: iso(range.to),
      step,
      t: Array.from(grid.starts, iso),
      items: shown.map(({ item, merged }) => ({
        ...item,
        perBucket: buckets(merged, minutes, grid.starts, range),
      })),
      total: found.length,
      lines: sums.reduce((sum, { count }) => sum + count, 0),
      readFrom: readFrom === null ? null : readFrom.toISOString(),
    };
  }
}

function byText(sums: readonly TemplateSum[]): Merged[] {
  const merged = new Map<string, Merged>();
  for (const sum of sums) {
    const key = `${sum.groupId}\n${sum.level}\n${sum.text}`;
    const known = merged.get(key) ?? { ids: [], sums: [] };
    if (!known.ids.includes(sum.id)) known.ids.push(sum.id);
    known.sums.push(sum);
    merged.set(key, known);
  }
  return [...merged.values()].filter((one) => one.sums.some(({ count }) => count > 0));
}

interface Found {
  merged: Merged;
  item: Omit<TemplateItem, 'perBucket'>;
}

function itemOf(
  merged: Merged,
  query: TemplateQuery,
  all: readonly TemplateSum[],
  beforeKnown: boolean,
): Found {
  const [first] = merged.sums as [TemplateSum];
  const times = merged.sums.map(({ firstSeen }) => firstSeen.getTime());
  const last = merged.sums.flatMap(({ lastHour }) => (lastHour === null ? [] : [lastHour.getTime()]));
  const pair = comparedPair(merged.sums, query);
  const whole = comparedPair(all, query);
  return {
    merged,
    item: {
      id: first.id,
      groupId: first.groupId,
      groupName: first.groupName ?? first.groupId,
      level: first.level,
      text: first.text,
      count: total(merged.sums.map(({ count }) => count)),
      before: beforeKnown ? total(merged.sums.map(({ before }) => before)) : null,
      firstSeen: iso(Math.min(...times)),
      lastSeen: iso(Math.max(...last)),
      revisions: revisionsOf(merged.sums),
      change: pair && whole ? templateChange(pair, whole) : null,
      counts: pair && { revision: pair.new, against: pair.old },
    },
  };
}

/** Lines of the revision asked for and of the one (or all others) that it is compared with; null where none is asked. */
function comparedPair(sums: readonly TemplateSum[], query: TemplateQuery): TemplatePair | null {
  const { revision, against } = query;
  if (revision === undefined) return null;
  const of = (wanted: (one: number) => boolean): number =>
    total(sums.filter((sum) => wanted(sum.revision)).map(({ count }) => count));
  return {
    new: of((one) => one === revision),
    old: of((one) => (against === undefined ? one !== revision && one !== 0 : one === against)),
  };
}

function revisionsOf(sums: readonly TemplateSum[]): TemplateItem['revisions'] {
  const counts = new Map<number, number>();
  for (const { revision, count } of sums) counts.set(revision, (counts.get(revision) ?? 0) + count);
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => b - a)
    .map(([revision, count]) => ({ revision: revision === 0 ? null : revision, count }));
}

function sorted(found: Found[]): Found[] {
  const rank = ({ item }: Found): number =>
    item.change === null ? 0 : TEMPLATE_CHANGES.indexOf(item.change);
  return found.sort(
    (a, b) =>
      rank(a) - rank(b) || b.item.count - a.item.count || a.item.text.localeCompare(b.item.text, 'en'),
  );
}

function keysOf(merged: Merged): { groupId: string; id: string }[] {
  return merged.ids.map((id) => ({ groupId: (merged.sums[0] as TemplateSum).groupId, id }));
}

function buckets(
  merged: Merged,
  minutes: readonly TemplateMinutes[],
  starts: Iterable<number>,
  { from, to }: TimeRange,
): number[] {
  const edges = [...starts];
  const counts = edges.map(() => 0);
  const { groupId } = merged.sums[0] as TemplateSum;
  for (const row of minutes) {
    if (row.groupId !== groupId || !merged.ids.includes(row.id)) continue;
    row.counts.forEach((count, minute) => {
      const at = row.hour + minute * MINUTE_MS;
      if (count === 0 || at < from || at >= to) return;
      const index = Math.max(
        0,
        edges.findLastIndex((edge) => edge <= at),
      );
      counts[index] = (counts[index] ?? 0) + count;
    });
  }
  return counts;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
