import type { CapacityReview, ReviewRow, ReviewTable } from '@danji/shared';

type Cell = string | number | boolean | null;
/** Columns in their order, each with its value. */
type Line = Record<string, Cell>;

/**
 * One table of a review as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets show Korean). What is not
 * known is an empty cell. Texts are English; a text that a spreadsheet would run as a formula is led by an apostrophe.
 */
export function reviewCsv(review: CapacityReview, table: ReviewTable): string {
  const lines = TABLES[table](review);
  const columns = lines[0] === undefined ? ['week'] : ['week', ...Object.keys(lines[0])];
  const rows = lines.map((line) => [review.week, ...Object.values(line)]);
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

function cellOf(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const subject = (row: Pick<ReviewRow, keyof Subject>): Subject & Line => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  parentName: row.parentName,
  accountId: row.accountId,
  region: row.region,
  environment: row.environment,
  team: row.team,
});
interface Subject {
  id: string;
  kind: string;
  name: string;
  parentName: string | null;
  accountId: string;
  region: string;
  environment: string;
  team: string | null;
}

/** A line for each dimension. */
function figures(rows: readonly ReviewRow[]): Line[] {
  return rows.flatMap((row) =>
    row.figures.map((figure) => ({
      ...subject(row),
      size: row.size,
      count: row.count,
      gone: row.gone,
      dimension: figure.dimension,
      unit: figure.unit,
      provisioned: figure.provisioned,
      reservedPercent: figure.reserved,
      p50Percent: figure.p50,
      p95Percent: figure.p95,
      maxPercent: figure.max,
      unknown: figure.unknown,
      completenessPercent: figure.completeness,
      lastWeekProvisioned: figure.lastWeek.provisioned,
      lastWeekP50Percent: figure.lastWeek.p50,
      lastWeekP95Percent: figure.lastWeek.p95,
      lastWeekMaxPercent: figure.lastWeek.max,
      ...Object.fromEntries(
        figure.trend.map(({ p95 }, i) => [`p95WeeksAgo${figure.trend.length - 1 - i}`, p95]),
      ),
      slopePerWeek: figure.slope?.perWeek ?? null,
      slopeLow: figure.slope?.low ?? null,
      slopeHigh: figure.slope?.high ?? null,
      fullAt: figure.full?.at ?? null,
      fullEarliest: figure.full?.earliest ?? null,
      fullLatest: figure.full?.latest ?? null,
    })),
  );
}

const TABLES: Readonly<Record<ReviewTable, (review: CapacityReview) => Line[]>> = {
  decisions: ({ decisions }) =>
    decisions.map((item) => ({
      recommendationId: item.recommendationId,
      rule: item.rule,
      resourceId: item.resource.id,
      name: item.resource.name,
      environment: item.environment,
      team: item.team,
      title: item.title.en,
      savingLowUsd: item.monthlySavingUsd?.low ?? null,
      savingExpectedUsd: item.monthlySavingUsd?.expected ?? null,
      savingHighUsd: item.monthlySavingUsd?.high ?? null,
      risk: item.risk,
      confidence: item.confidence,
      state: item.state,
    })),
  runs_out: ({ runsOut }) =>
    runsOut.map((item) => ({
      ...subject(item.resource),
      dimension: item.dimension,
      p95Percent: item.p95,
      fullAt: item.full.at,
      fullEarliest: item.full.earliest,
      fullLatest: item.full.latest,
      days: item.full.days,
      beforeNextReview: item.beforeNextReview,
    })),
  saturation: ({ saturation }) =>
    saturation.map((item) => ({
      rank: item.rank,
      ...subject(item.resource),
      dimension: item.dimension,
      p95Percent: item.p95,
      maxPercent: item.max,
      lastWeekP95Percent: item.lastWeekP95,
    })),
  clusters: ({ clusters }) => figures(clusters),
  services: ({ services }) => figures(services),
  hosts: ({ hosts }) => figures(hosts),
  databases: ({ databases }) => figures(databases),
  stops: ({ stops }) =>
    stops.map((item) => ({
      class: item.class,
      cause: item.label.en,
      abnormal: item.abnormal,
      count: item.count,
      lastWeek: item.lastWeek,
    })),
  deployments: ({ deployments: { services } }) =>
    services.map((item) => ({
      ...subject(item),
      count: item.count,
      succeeded: item.succeeded,
      failed: item.failed,
      rolledBack: item.rolledBack,
      successPercent: item.successPercent,
      lastWeekCount: item.lastWeek?.count ?? null,
      lastWeekFailed: item.lastWeek?.failed ?? null,
    })),
  scaling: ({ scaling }) =>
    scaling.map((item) => ({
      ...subject(item),
      minimum: item.minimum,
      maximum: item.maximum,
      activities: item.activities,
      minutesAtMaximum: item.minutesAtMaximum,
      minutesAboveTarget: item.minutesAboveTarget,
      turns: item.turns,
      flapping: item.flapping,
      lastWeekMinutesAtMaximum: item.lastWeek?.minutesAtMaximum ?? null,
      lastWeekMinutesAboveTarget: item.lastWeek?.minutesAboveTarget ?? null,
    })),
  totals: ({ totals: { all, groups } }) =>
    [all, ...groups].map(({ vcpu, memoryBytes, ...rest }) => ({
      ...rest,
      vcpuProvisioned: vcpu.provisioned,
      vcpuUsed: vcpu.used,
      memoryBytesProvisioned: memoryBytes.provisioned,
      memoryBytesUsed: memoryBytes.used,
    })),
  actions: ({ actions }) =>
    actions.map((item) => ({
      id: item.id,
      decidedIn: item.week,
      title: item.title,
      owner: item.owner,
      due: item.due,
      state: item.state,
      overdue: item.overdue,
      resourceId: item.resource?.id ?? null,
      resource: item.resource?.name ?? null,
      promisedSavingUsd: item.promisedSavingUsd,
      createdAt: item.createdAt,
      createdBy: item.createdBy,
      closedAt: item.closedAt,
    })),
};
