import type { Environment, ReviewDimension, ReviewFigure, ReviewRow, ReviewTotal } from '@danji/shared';
import { rankRunsOut } from './ranking.js';
import { passes, type ReviewFacts } from './review-facts.js';

/** A p95 from which something is hot, and a CPU p95 below which it is idle; percent. */
const HOT = 80;
const IDLE = 10;

/** Totals of everything, and of each environment and team that has something. */
export function reviewTotals(facts: ReviewFacts): { all: ReviewTotal; groups: ReviewTotal[] } {
  const labels = new Map<string, { environment: Environment; team: string | null }>();
  const all = [facts.rows, facts.stops, facts.deployments, facts.decisions].flat();
  for (const { environment, team } of all) labels.set(`${environment} ${team ?? ''}`, { environment, team });
  const groups = [...labels]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, label]) => ({ ...totalOf(withLabels(facts, label)), ...label }));
  return { all: totalOf(facts), groups };
}

function withLabels(
  facts: ReviewFacts,
  label: { environment: Environment; team: string | null },
): ReviewFacts {
  const own = <T extends { environment: Environment; team: string | null; scopeId: string }>(
    items: readonly T[],
  ): T[] =>
    items.filter(
      (item) =>
        item.team === label.team &&
        passes({ environments: [label.environment], teams: [], scopes: 'all' }, item),
    );
  return {
    ...facts,
    rows: own(facts.rows),
    stops: own(facts.stops),
    deployments: own(facts.deployments),
    decisions: own(facts.decisions),
  };
}

function totalOf(facts: ReviewFacts): ReviewTotal {
  const { rows, stops, deployments, decisions } = facts;
  const count = (kind: ReviewRow['kind']): number => rows.filter((row) => row.kind === kind).length;
  const members = rows.filter((row) => row.kind !== 'ecs_cluster');
  const services = rows.filter((row) => row.kind === 'ecs_service');
  const savings = decisions.flatMap(({ monthlySavingUsd: usd }) => (usd === null ? [] : [usd.expected]));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    environment: null,
    team: null,
    clusters: count('ecs_cluster'),
    services: services.length,
    hosts: count('ec2_instance'),
    databases: count('rds_instance'),
    unknown: members.filter(({ figures }) => figures.some(isUnknown)).length,
    hot: members.filter(({ figures }) => figures.some(({ p95 }) => p95 !== null && p95 >= HOT)).length,
    idle: members.filter((row) => (figureOf(row, 'cpu')?.p95 ?? IDLE) < IDLE).length,
    vcpu: usedOf(services, 'cpu'),
    memoryBytes: usedOf(services, 'memory'),
    abnormalStops: sum(stops.flatMap((stop) => (stop.abnormal ? [stop.count] : []))),
    deployments: sum(deployments.map((row) => row.count)),
    deploymentsFailed: sum(deployments.map((row) => row.failed)),
    runsOut: rankRunsOut(rows, facts.nextReviewAt).filter((item) => item.beforeNextReview).length,
    monthlySavingUsd: savings.length === 0 ? null : sum(savings),
  };
}

function isUnknown({ unknown }: ReviewFigure): boolean {
  return unknown !== null && unknown !== 'not_applicable';
}

function figureOf(row: ReviewRow, dimension: ReviewDimension): ReviewFigure | undefined {
  return row.figures.find((figure) => figure.dimension === dimension);
}

/** Sums over those of which both what they have and what they use are known; null where that is none. */
function usedOf(rows: readonly ReviewRow[], dimension: ReviewDimension): ReviewTotal['vcpu'] {
  let total: { provisioned: number; used: number } | null = null;
  for (const row of rows) {
    const { provisioned = null, p95 = null } = figureOf(row, dimension) ?? {};
    if (provisioned === null || p95 === null) continue;
    total ??= { provisioned: 0, used: 0 };
    total.provisioned += provisioned;
    total.used += (provisioned * p95) / 100;
  }
  return total ?? { provisioned: null, used: null };
}
