import { Injectable } from '@nestjs/common';
import {
  evaluateAlert,
  ruleInForce,
  type AlertCondition,
  type AlertEpisode,
  type RuleChange,
} from '@danji/analysis';
import {
  ALERT_RULES,
  type AlertPreview,
  type AlertPreviewInput,
  type AlertResource,
  type AlertRule,
  type Context,
} from '@danji/shared';
import {
  MINUTE_MS,
  ReadFacts,
  settleMs,
  WatchedRepository,
  type ObservedFact,
  type Watched,
} from '../alert-facts/index.js';
import { Clock } from '../clock/index.js';
import { requirePermission } from '../http/index.js';
import { checkedChange } from './checked-change.js';
import { observations } from './evaluate-rule.js';
import { OverrideRepository, toChange } from './override.repository.js';

const DAY_MS = 86_400_000;
const MOST_FIRES = 200;
const CHART_POINTS = 700;
/** So much is read at a time: a fortnight of minutes of a large fleet does not fit into memory at once. */
const RESOURCES_AT_ONCE = 25;

interface Tried {
  one: Watched;
  tried: AlertEpisode[];
  now: AlertEpisode[];
  unknown: number;
}

/** POST /alert-rules/preview: what numbers would have done with what is stored: the same fold as the live evaluation. */
@Injectable()
export class PreviewRule {
  constructor(
    private readonly watched: WatchedRepository,
    private readonly readFacts: ReadFacts,
    private readonly overrides: OverrideRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError VALIDATION */
  async run(ctx: Context, input: AlertPreviewInput): Promise<AlertPreview> {
    requirePermission(ctx, 'alert.read');
    const change = checkedChange(input);
    const rule = ALERT_RULES.find(({ id }) => id === change.rule) as AlertRule;
    const now = this.clock.now();
    const to = Math.floor((now - settleMs(rule.fact)) / MINUTE_MS) * MINUTE_MS;
    const span = { from: to - input.days * DAY_MS, to };
    const saved = (await this.overrides.all()).map(toChange);
    // The saved change of the same target is the one that would be replaced.
    const others = saved.filter((other) => !sameTarget(other, change));
    const subjects = (await this.watched.all([rule.kind])).filter((one) => concerns(change, one));
    const results: Tried[] = [];
    for (let i = 0; i < subjects.length; i += RESOURCES_AT_ONCE) {
      const some = subjects.slice(i, i + RESOURCES_AT_ONCE);
      const facts = await this.read(ctx, rule, some, span, now);
      for (const one of some) {
        const fact = facts.get(one.id);
        if (fact === undefined) continue;
        results.push({
          one,
          tried: firedWith(ruleInForce(rule, one, [...others, change]), fact, span.from),
          now: firedWith(ruleInForce(rule, one, saved), fact, span.from),
          unknown: fact.seen.reduce((n, seen) => n + (seen === 0 ? 1 : 0), 0),
        });
      }
    }
    return {
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      resources: results.length,
      fired: sum(results, ({ tried }) => tried.length),
      firedNow: sum(results, ({ now: before }) => before.length),
      fires: firesOf(results),
      chart: await this.chart(ctx, { rule, change, others, results, span, now }),
      unknownMinutes: sum(results, ({ unknown }) => unknown),
    };
  }

  private read(
    ctx: Context,
    rule: AlertRule,
    watched: readonly Watched[],
    { from, to }: { from: number; to: number },
    now: number,
  ): Promise<Map<string, ObservedFact>> {
    return this.readFacts.run({
      fact: rule.fact,
      watched,
      grid: { from, count: (to - from) / MINUTE_MS },
      now,
      ctx,
    });
  }

  /** Of the resource that it would fire at most. */
  private async chart(
    ctx: Context,
    tried: {
      rule: AlertRule;
      change: RuleChange;
      others: RuleChange[];
      results: Tried[];
      span: { from: number; to: number };
      now: number;
    },
  ): Promise<AlertPreview['chart']> {
    const { rule, change, others, results, span, now } = tried;
    const most = results.toSorted(
      (a, b) => b.tried.length - a.tried.length || (a.one.name < b.one.name ? -1 : 1),
    )[0];
    if (most === undefined) return null;
    const fact = (await this.read(ctx, rule, [most.one], span, now)).get(most.one.id);
    if (fact === undefined) return null;
    const { condition } = ruleInForce(rule, most.one, [...others, change]);
    return {
      resource: toResource(most.one),
      threshold: condition.threshold,
      ...thinned(fact, span, condition),
    };
  }
}

function firedWith(
  { enabled, condition }: { enabled: boolean; condition: AlertCondition },
  fact: ObservedFact,
  from: number,
): AlertEpisode[] {
  if (!enabled) return [];
  const { resolved, evaluation } = evaluateAlert(condition, observations(fact, from));
  const open = evaluation.episode;
  return [...resolved, ...(open === null || open.firedAt === null ? [] : [open])];
}

function firesOf(results: readonly Tried[]): AlertPreview['fires'] {
  return results
    .flatMap(({ one, tried }) => tried.map((episode) => ({ one, episode })))
    .toSorted((a, b) => (b.episode.firedAt ?? 0) - (a.episode.firedAt ?? 0))
    .slice(0, MOST_FIRES)
    .map(({ one, episode }) => ({
      resource: toResource(one),
      beganAt: new Date(episode.beganAt).toISOString(),
      firedAt: new Date(episode.firedAt ?? episode.beganAt).toISOString(),
      resolvedAt: episode.resolvedAt === null ? null : new Date(episode.resolvedAt).toISOString(),
      peak: episode.peak,
    }));
}

/** Few enough points to draw; each is the worst of its stretch, so that nothing that fires is lost. */
function thinned(
  { values }: ObservedFact,
  { from, to }: { from: number; to: number },
  { worse }: AlertCondition,
): { step: number; t: string[]; values: (number | null)[] } {
  const minutes = Math.max(1, Math.ceil((to - from) / MINUTE_MS / CHART_POINTS));
  const t: string[] = [];
  const worst: (number | null)[] = [];
  for (let i = 0; i < (to - from) / MINUTE_MS; i += minutes) {
    const some = [...values.subarray(i, i + minutes)].filter((value) => !Number.isNaN(value));
    t.push(new Date(from + i * MINUTE_MS).toISOString());
    worst.push(some.length === 0 ? null : worse === 'above' ? Math.max(...some) : Math.min(...some));
  }
  return { step: minutes * 60, t, values: worst };
}

function concerns({ resource, labels }: RuleChange, one: Watched): boolean {
  if (resource !== null) return one.id === resource;
  const { environment, team } = labels ?? {};
  return (environment ?? one.environment) === one.environment && (team ?? one.team) === one.team;
}

function sameTarget(a: RuleChange, b: RuleChange): boolean {
  return (
    a.rule === b.rule &&
    a.resource === b.resource &&
    (a.labels === null) === (b.labels === null) &&
    a.labels?.environment === b.labels?.environment &&
    a.labels?.team === b.labels?.team
  );
}

const toResource = ({ id, kind, name }: Watched): AlertResource => ({ id, kind, name, parentName: null });
const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((n, item) => n + of(item), 0);
