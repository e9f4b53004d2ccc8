import { Injectable } from '@nestjs/common';
import { toNullable } from '@danji/analysis';
import type { AlertItem, Context, IncidentChart } from '@danji/shared';
import { MINUTE_MS, ReadFacts, WatchedRepository } from '../alert-facts/index.js';
import { Clock } from '../clock/index.js';
import { ruleOf } from './incident-item.js';

const MOST_CHARTS = 4;
const AROUND_MS = 30 * MINUTE_MS;
const LONGEST_MS = 6 * 60 * MINUTE_MS;

/** The checks of an incident as they were observed, minute by minute, from half an hour before it began. */
@Injectable()
export class IncidentCharts {
  constructor(
    private readonly watched: WatchedRepository,
    private readonly readFacts: ReadFacts,
    private readonly clock: Clock,
  ) {}

  /** One for each rule and resource, those that fire first. */
  async run(ctx: Context, alerts: readonly AlertItem[], beganAt: number): Promise<IncidentChart[]> {
    const now = this.clock.now();
    const shown = [
      ...new Map(alerts.map((alert) => [`${alert.rule} ${alert.resource.id}`, alert])).values(),
    ].slice(0, MOST_CHARTS);
    const from = Math.floor((beganAt - AROUND_MS) / MINUTE_MS) * MINUTE_MS;
    const ends = alerts.map(({ resolvedAt }) =>
      resolvedAt === null ? now : Date.parse(resolvedAt) + AROUND_MS,
    );
    const to = Math.min(now, Math.max(...ends), from + LONGEST_MS);
    const count = Math.max(1, Math.ceil((to - from) / MINUTE_MS));
    const subjects = await this.watched.byIds(shown.map(({ resource }) => resource.id));
    return Promise.all(
      shown.map(async (alert): Promise<IncidentChart> => {
        const rule = ruleOf(alert.rule);
        const watched = subjects.filter(({ id }) => id === alert.resource.id);
        const facts = await this.readFacts.run({ fact: rule.fact, watched, grid: { from, count }, now, ctx });
        const values = facts.get(alert.resource.id)?.values ?? new Float64Array();
        return {
          resource: alert.resource,
          title: rule.title,
          rule: rule.id,
          metric: null,
          stat: null,
          unit: rule.unit,
          threshold: alert.threshold,
          t: Array.from({ length: count }, (_, i) => new Date(from + i * MINUTE_MS).toISOString()),
          values: withEnd(toNullable(values), count),
        };
      }),
    );
  }
}

/** Minutes that cannot be known yet are no data. */
function withEnd(values: readonly (number | null)[], count: number): (number | null)[] {
  return Array.from({ length: count }, (_, i) => values[i] ?? null);
}
