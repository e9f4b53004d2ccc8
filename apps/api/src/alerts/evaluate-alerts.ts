import { Injectable } from '@nestjs/common';
import type { GroupedAlert } from '@danji/analysis';
import { ALERT_RULES, HOT_AFTER_MS, type AlertRule, type Context } from '@danji/shared';
import {
  HOUR_MS,
  MINUTE_MS,
  ReadFacts,
  WatchedRepository,
  areasOf,
  followsOthers,
  relatedOf,
  settleMs,
  subjectOf,
  type Watched,
} from '../alert-facts/index.js';
import { Clock } from '../clock/index.js';
import { Database, inTransaction, notifyChanges, type Queryable } from '../database/index.js';
import { keepHot } from '../hot-resources/index.js';
import { syncIncidents, writeEntries, type EntryWrite, type FiredAlertRow } from '../incidents/index.js';
import { queueNotifications, dropNotifications } from '../notification-outbox/index.js';
import {
  AlertStoreRepository,
  deleteAlerts,
  moveProgress,
  writeAlerts,
  writeStates,
} from './alert-store.repository.js';
import { evaluateRule, type RuleAfter } from './evaluate-rule.js';
import { OverrideRepository, toChange } from './override.repository.js';

/** How far back a first evaluation begins: what stands now is told with its beginning, history is for the preview. */
const FIRST_LOOK_MS = HOUR_MS;
/** After a long outage an evaluation goes on by so much at a time. */
const LONGEST_MS = 6 * HOUR_MS;

interface Evaluation {
  rule: AlertRule;
  progress: { from: number | null; to: number };
  after: RuleAfter;
}

/** Evaluates every rule on what is stored now, and stores alerts, incidents and messages in one transaction. */
@Injectable()
export class EvaluateAlerts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly store: AlertStoreRepository,
    private readonly overrides: OverrideRepository,
    private readonly watched: WatchedRepository,
    private readonly readFacts: ReadFacts,
  ) {}

  /** @returns how many alerts were written, and whether a rule has more to catch up with */
  async run(ctx: Context): Promise<{ written: number; more: boolean }> {
    const now = this.clock.now();
    const kinds = [...new Set(ALERT_RULES.map(({ kind }) => kind))];
    const [watched, changes, progress] = await Promise.all([
      this.watched.all(kinds),
      this.overrides.all().then((rows) => rows.map(toChange)),
      this.store.progress(),
    ]);
    const byKind = Map.groupBy(watched, ({ kind }) => kind);
    const evaluations: Evaluation[] = [];
    let more = false;
    for (const rule of ALERT_RULES) {
      const known = progress.get(rule.id) ?? null;
      const span = spanOf(rule, known, now);
      const subjects = byKind.get(rule.kind) ?? [];
      const [facts, states, recent] = await Promise.all([
        this.readFacts.run({
          fact: rule.fact,
          watched: subjects,
          grid: { from: span.from, count: (span.to - span.from) / MINUTE_MS },
          now,
          ctx,
        }),
        this.store.states(rule.id),
        this.store.recent(rule.id, span.from),
      ]);
      const before = { settledTo: span.from, states, recent };
      const { from, settleTo } = span;
      const observed = { rule, watched: subjects, changes, facts, from, settleTo, now, subjectOf };
      evaluations.push({
        rule,
        progress: { from: known, to: settleTo },
        after: evaluateRule(observed, before),
      });
      more ||= span.more;
    }
    return { written: await this.save(evaluations, watched, now), more };
  }

  private async save(
    evaluations: readonly Evaluation[],
    watched: readonly Watched[],
    now: number,
  ): Promise<number> {
    const byId = new Map(watched.map((one) => [one.id, one]));
    const saved = await inTransaction(this.database.pool, async (client) => {
      const alerts: string[] = [];
      for (const evaluation of evaluations) alerts.push(...(await saveRule(client, evaluation, now)));
      const near = evaluations.flatMap(({ after }) => after.near);
      await keepHot(client, near, { cause: 'near_threshold', until: now + HOT_AFTER_MS });
      const incidents = await syncIncidents(client, (alert) => shared(alert, byId), now);
      await queueNotifications(client, incidents.changes, now);
      await dropNotifications(client, incidents.merged, now);
      return { alerts, incidents };
    });
    await notifyChanges(this.database.pool, 'alerts', saved.alerts);
    await notifyChanges(this.database.pool, 'incidents', saved.incidents.changed);
    return saved.alerts.length;
  }
}

/** From the last settled minute to the one that runs. */
function spanOf(
  rule: AlertRule,
  known: number | null,
  now: number,
): { from: number; to: number; settleTo: number; more: boolean } {
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const from = known ?? minute - FIRST_LOOK_MS - settleMs(rule.fact);
  const to = Math.min(minute + MINUTE_MS, from + settleMs(rule.fact) + LONGEST_MS);
  const settled = Math.floor((now - settleMs(rule.fact)) / MINUTE_MS) * MINUTE_MS;
  return { from, to, settleTo: Math.max(from, Math.min(settled, to)), more: to <= minute };
}

async function saveRule(
  client: Queryable,
  { rule, progress, after }: Evaluation,
  now: number,
): Promise<string[]> {
  if (!(await moveProgress(client, rule.id, { ...progress, now }))) {
    throw new Error(`The rule ${rule.id} was evaluated by another worker meanwhile; its own result stands.`);
  }
  await writeStates(client, rule.id, after);
  await deleteAlerts(client, after.deleted);
  await writeAlerts(client, after.written);
  const ended = after.written.flatMap((alert): EntryWrite[] =>
    alert.resolved_at === null || alert.incident_id === null
      ? []
      : [
          {
            incident: alert.incident_id,
            id: `ended.${alert.id}.${alert.resolved_at}`,
            at: Date.parse(alert.resolved_at),
            kind: 'alert_resolved',
            actor: null,
            params: {
              rule: alert.rule_id,
              resource: alert.resource_id,
              value: alert.value,
              withdrawn: alert.withdrawn,
            },
          },
        ],
  );
  await writeEntries(client, ended);
  return [...after.written.map(({ id }) => id), ...after.deleted.map(({ id }) => id)];
}

function shared(
  alert: FiredAlertRow,
  byId: ReadonlyMap<string, Watched>,
): Pick<GroupedAlert, 'areas' | 'related' | 'follows'> {
  const one = byId.get(alert.resource_id);
  if (one === undefined) return { areas: [], related: [], follows: false };
  const areas = areasOf(one, (subject) => byId.get(subject)?.parentId ?? null);
  return { areas, related: relatedOf(one), follows: followsOthers(one) };
}
