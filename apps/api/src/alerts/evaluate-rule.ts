import {
  CALM,
  evaluateAlert,
  isCalm,
  isNear,
  matchEpisodes,
  ruleInForce,
  staysCalm,
  type AlertEpisode,
  type AlertEvaluation,
  type AlertObservation,
  type RuleChange,
  type RuleInForce,
} from '@danji/analysis';
import { NEAR_SHARE, SLOW_FACTS, type AlertRule } from '@danji/shared';
import { instant } from '../database/index.js';
import { MINUTE_MS, type ObservedFact, type ObservedFacts, type Watched } from '../alert-facts/index.js';
import type { AlertRow, AlertWrite, StateWrite } from './alert-store.repository.js';
import { stableId } from '../stable-id/index.js';

/** What is stored of a rule before it is evaluated again. */
export interface RuleBefore {
  /** Minutes before this instant (epoch ms) are settled and folded into `states`. */
  settledTo: number;
  states: ReadonlyMap<string, AlertEvaluation>;
  recent: readonly AlertRow[];
}

export interface RuleObserved {
  rule: AlertRule;
  watched: readonly Watched[];
  changes: readonly RuleChange[];
  facts: ObservedFacts;
  /** Start of the first minute that was observed (epoch ms): what was settled before. */
  from: number;
  /** Minutes before this one do not change any more. */
  settleTo: number;
  now: number;
  /** What an alert of a resource is grouped under. */
  subjectOf: (one: Watched) => string;
}

/** What an evaluation writes. */
export interface RuleAfter {
  kept: StateWrite[];
  calm: string[];
  written: AlertWrite[];
  deleted: AlertRow[];
  /** Resources whose value is near a threshold that would be told of. */
  near: string[];
}

/** Folds what was observed of one rule, and answers what differs from what is stored. Pure. */
export function evaluateRule(observed: RuleObserved, before: RuleBefore): RuleAfter {
  const after: RuleAfter = { kept: [], calm: [], written: [], deleted: [], near: [] };
  const recent = Map.groupBy(before.recent, (row) => row.resource_id);
  const watched = new Set<string>();
  for (const one of observed.watched) {
    watched.add(one.id);
    const known = recent.get(one.id) ?? [];
    const force = ruleInForce(observed.rule, one, observed.changes);
    const fact = observed.facts.get(one.id);
    if (fact !== undefined && isClose(observed.rule, force, fact)) after.near.push(one.id);
    if (!force.enabled) end(observed, known, before.states.has(one.id) ? one.id : null, after);
    else if (fact !== undefined) evaluateOne(observed, before, { one, fact, force, known }, after);
    else if (isSilent(one)) end(observed, known, before.states.has(one.id) ? one.id : null, after);
  }
  // What was deleted at AWS cannot be wrong any more.
  for (const [id, known] of recent) if (!watched.has(id)) end(observed, known, id, after);
  return after;
}

/** Where minutes matter: near a threshold that somebody would be told of. */
function isClose(
  { fact }: AlertRule,
  { enabled, notifies, condition }: RuleInForce,
  observed: ObservedFact,
): boolean {
  return enabled && notifies && !SLOW_FACTS.includes(fact) && isNear(condition, observed.values, NEAR_SHARE);
}

/** Meant not to run: what it lacks is nothing to tell. */
function isSilent({ state, attributes }: Watched): boolean {
  return (
    attributes['desired'] === 0 ||
    ['stopped', 'stopping', 'terminated', 'shutting-down', 'INACTIVE'].includes(state)
  );
}

function end(
  { rule, now }: RuleObserved,
  known: readonly AlertRow[],
  state: string | null,
  after: RuleAfter,
): void {
  if (state !== null) after.calm.push(state);
  for (const row of known) {
    if (row.resolved_at !== null) continue;
    if (row.fired_at === null) after.deleted.push(row);
    else
      after.written.push({
        ...toWrite(row),
        rule_id: rule.id,
        phase: 'resolved',
        phase_since: instant(now),
        resolved_at: instant(now),
      });
  }
}

interface Evaluated {
  one: Watched;
  fact: ObservedFact;
  force: RuleInForce;
  known: readonly AlertRow[];
}

function evaluateOne(
  observed: RuleObserved,
  before: RuleBefore,
  evaluated: Evaluated,
  after: RuleAfter,
): void {
  const { one, fact, force, known } = evaluated;
  const state = before.states.get(one.id);
  if (state === undefined && known.length === 0 && staysCalm(force.condition, fact.values, fact.seen)) return;
  const minutes = observations(fact, observed.from);
  const settled = minutes.filter(({ at }) => at < observed.settleTo);
  const first = evaluateAlert(force.condition, settled, state ?? CALM);
  const second = evaluateAlert(force.condition, minutes.slice(settled.length), first.evaluation);
  if (!isCalm(first.evaluation)) {
    after.kept.push({
      resource_id: one.id,
      rule_id: observed.rule.id,
      scope_id: one.scopeId,
      evaluation: first.evaluation,
    });
  } else if (state !== undefined) after.calm.push(one.id);
  const open = second.evaluation.episode;
  const episodes = [...first.resolved, ...second.resolved, ...(open === null ? [] : [open])];
  store(observed, evaluated, { episodes, evaluation: second.evaluation }, after);
}

export function observations({ values, seen }: ObservedFact, from: number): AlertObservation[] {
  return Array.from(values, (value, i) => ({
    at: from + i * MINUTE_MS,
    value: Number.isNaN(value) ? null : value,
    seen: seen[i] !== 0,
  }));
}

function store(
  observed: RuleObserved,
  { one, force, known }: Evaluated,
  { episodes, evaluation }: { episodes: readonly AlertEpisode[]; evaluation: AlertEvaluation },
  after: RuleAfter,
): void {
  const stored = known.map((row) => ({
    row,
    beganAt: row.began_at.getTime(),
    resolvedAt: row.resolved_at?.getTime() ?? null,
  }));
  const { same, gone, added } = matchEpisodes(stored, episodes);
  const rowOf = (episode: AlertEpisode, before: AlertRow | null): AlertWrite =>
    alertRow(observed, { one, force }, { episode, evaluation, before });
  for (const [{ row }, episode] of same) {
    const next = rowOf(episode, row);
    if (differs(row, next)) after.written.push(next);
  }
  for (const episode of added) after.written.push(rowOf(episode, null));
  for (const { row } of gone) {
    if (row.fired_at === null) after.deleted.push(row);
    // One that ended before the settled part is history and stays as it is.
    else if (row.resolved_at === null || row.began_at.getTime() >= observed.from) {
      if (row.withdrawn) continue;
      const at = instant(observed.now);
      after.written.push({
        ...toWrite(row),
        phase: 'resolved',
        phase_since: at,
        resolved_at: toWrite(row).resolved_at ?? at,
        withdrawn: true,
      });
    }
  }
}

function alertRow(
  { rule, subjectOf }: RuleObserved,
  { one, force }: Pick<Evaluated, 'one' | 'force'>,
  {
    episode,
    evaluation,
    before,
  }: { episode: AlertEpisode; evaluation: AlertEvaluation; before: AlertRow | null },
): AlertWrite {
  const resolved = episode.resolvedAt !== null;
  return {
    resource_id: one.id,
    id: before?.id ?? stableId('alt', rule.id, one.id, episode.beganAt),
    rule_id: rule.id,
    scope_id: one.scopeId,
    subject_id: subjectOf(one),
    environment: one.environment,
    team: one.team,
    severity: rule.severity,
    phase: resolved ? 'resolved' : evaluation.phase,
    phase_since: instant(resolved ? (episode.resolvedAt as number) : (evaluation.since ?? episode.beganAt)),
    began_at: instant(episode.beganAt),
    fired_at: instant(episode.firedAt),
    resolved_at: instant(episode.resolvedAt),
    withdrawn: false,
    value: episode.value,
    peak: episode.peak,
    threshold: force.condition.threshold,
    flapped: episode.flapped,
    notifies: force.notifies,
    incident_id: before?.incident_id ?? null,
  };
}

export function toWrite(row: AlertRow): AlertWrite {
  return {
    ...row,
    phase_since: row.phase_since.toISOString(),
    began_at: row.began_at.toISOString(),
    fired_at: row.fired_at?.toISOString() ?? null,
    resolved_at: row.resolved_at?.toISOString() ?? null,
  };
}

function differs(row: AlertRow, next: AlertWrite): boolean {
  const before: Record<string, unknown> = { ...toWrite(row) };
  return Object.entries(next).some(([column, value]) => before[column] !== value);
}
