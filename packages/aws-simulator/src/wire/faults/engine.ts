import { randomUUID } from 'node:crypto';
import type { Millis } from '../../world/types.js';
import { globMatches } from './glob.js';
import { NO_METRIC_FAULTS, type MetricFaults, type QueryTarget } from './metric-faults.js';
import { NO_QUEUE_FAULTS, type QueueFaults } from './queue-faults.js';
import type { FaultEffect, FaultRule } from './schema.js';

/** A request as rules see it. `resources` is asked only when a rule names a resource. */
export interface FaultSubject {
  service: string;
  operation: string;
  accountId: string;
  region: string;
  resources: () => string[];
}

/** The effects which act on one request, in the order of the rules. */
export interface RequestFaults {
  effects: FaultEffect[];
  metric: MetricFaults;
  queue: QueueFaults;
}

export interface ListedRule extends FaultRule {
  id: string;
  /** Requests that matched, and those it acted on. */
  seen: number;
  acted: number;
}

const METRIC_EFFECTS = ['partialData', 'splitPages', 'latePoints'];
const QUEUE_EFFECTS = ['shuffleMessages', 'duplicateMessages', 'malformedMessages'];

/** Decides from the rules what goes wrong with a request. Chance is seeded: the same requests fail the same way. */
export class FaultEngine {
  private rules: ListedRule[] = [];
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0 || 1;
  }

  add(rules: FaultRule[]): ListedRule[] {
    const added = rules.map((rule) => ({ ...rule, id: rule.id ?? randomUUID(), seen: 0, acted: 0 }));
    const replaced = new Set(added.map((rule) => rule.id));
    this.rules = [...this.rules.filter((rule) => !replaced.has(rule.id)), ...added];
    return added;
  }

  list(): ListedRule[] {
    return this.rules.map((rule) => ({ ...rule }));
  }

  /** Removes one rule, or all; answers how many went. */
  clear(id?: string): number {
    const before = this.rules.length;
    this.rules = id === undefined ? [] : this.rules.filter((rule) => rule.id !== id);
    return before - this.rules.length;
  }

  decide(subject: FaultSubject, now: Millis): RequestFaults {
    if (this.rules.length === 0) return { effects: [], metric: NO_METRIC_FAULTS, queue: NO_QUEUE_FAULTS };
    const acting = this.rules.filter((rule) => this.acts(rule, subject, now));
    const metric = acting.filter((rule) => METRIC_EFFECTS.includes(rule.effect.kind));
    const queue = acting.filter((rule) => QUEUE_EFFECTS.includes(rule.effect.kind));
    return {
      effects: acting
        .filter((rule) => !metric.includes(rule) && !queue.includes(rule))
        .map(({ effect }) => effect),
      metric: metric.length === 0 ? NO_METRIC_FAULTS : this.metricFaults(metric),
      queue: queue.length === 0 ? NO_QUEUE_FAULTS : this.queueFaults(queue),
    };
  }

  private acts(rule: ListedRule, subject: FaultSubject, now: Millis): boolean {
    if (rule.from !== undefined && now < Date.parse(rule.from)) return false;
    if (rule.until !== undefined && now >= Date.parse(rule.until)) return false;
    if (rule.times !== undefined && rule.acted >= rule.times) return false;
    if (!matchesRequest(rule, subject)) return false;
    rule.seen += 1;
    if (rule.every !== undefined && rule.seen % rule.every !== 0) return false;
    if (rule.probability !== undefined && this.random() >= rule.probability) return false;
    rule.acted += 1;
    return true;
  }

  private queueFaults(rules: ListedRule[]): QueueFaults {
    const faults = { ...NO_QUEUE_FAULTS, random: () => this.random() };
    for (const { effect } of rules) {
      if (effect.kind === 'shuffleMessages') faults.shuffled = true;
      if (effect.kind === 'duplicateMessages') faults.duplicated = effect.fraction;
      if (effect.kind === 'malformedMessages') faults.malformed = effect.fraction;
    }
    return faults;
  }

  private metricFaults(rules: ListedRule[]): MetricFaults {
    const sizes = rules.flatMap(({ effect }) => (effect.kind === 'splitPages' ? [effect.datapoints] : []));
    return {
      pageSize: sizes.length > 0 ? Math.min(...sizes) : undefined,
      statusOf: (target) => {
        for (const rule of rules) {
          const { effect } = rule;
          if (effect.kind !== 'partialData' || !matchesQuery(rule, target)) continue;
          if (this.random() < effect.fraction) return effect.status;
        }
        return undefined;
      },
      lateMillis: (target) => {
        let late = 0;
        for (const rule of rules) {
          if (rule.effect.kind === 'latePoints' && matchesQuery(rule, target))
            late += rule.effect.seconds * 1000;
        }
        return late;
      },
    };
  }

  /** xorshift32, in [0, 1). */
  private random(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state / 2 ** 32;
  }
}

function matchesRequest(rule: FaultRule, subject: FaultSubject): boolean {
  const { match } = rule;
  if (!globMatches(match.service, subject.service)) return false;
  if (!globMatches(match.operation, subject.operation)) return false;
  if (!globMatches(match.accountId, subject.accountId)) return false;
  if (!globMatches(match.region, subject.region)) return false;
  if (METRIC_EFFECTS.includes(rule.effect.kind)) return subject.operation === 'GetMetricData';
  if (QUEUE_EFFECTS.includes(rule.effect.kind) && subject.operation !== 'ReceiveMessage') return false;
  if (match.resource === undefined) return true;
  return subject.resources().some((resource) => globMatches(match.resource, resource));
}

function matchesQuery({ match }: FaultRule, target: QueryTarget): boolean {
  return (
    globMatches(match.namespace, target.namespace) &&
    globMatches(match.metric, target.metricName) &&
    (match.resource === undefined ||
      target.dimensionValues.some((value) => globMatches(match.resource, value)))
  );
}
