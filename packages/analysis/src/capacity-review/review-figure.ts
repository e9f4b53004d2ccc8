import type { ReviewFigure } from '@danji/shared';
import { forecastStorage, type StorageHistory } from '../recommendations/storage-forecast.js';
import { useFigures, type HourlyUse, type UseFigures } from './hourly-use.js';
import { HORIZON_DAYS, timeToFull, useSlope } from './trend.js';

const DAY_MS = 86_400_000;

/** The week of a review with the three before it, oldest first. Epoch ms; `to` is exclusive. */
export interface ReviewWindow {
  weeks: readonly [NamedWeek, NamedWeek, NamedWeek, NamedWeek];
  /** Until when it counts: the end of the week, or the last whole hour. */
  asOf: number;
  timeZone: string;
}
export interface NamedWeek {
  name: string;
  from: number;
  to: number;
}

/** What is known of one dimension of one resource. */
export interface FigureFacts extends Pick<ReviewFigure, 'dimension' | 'unit' | 'source'> {
  /** Null where no series of it is stored; `missing` then says why. */
  use: HourlyUse | null;
  missing: NonNullable<ReviewFigure['unknown']>;
  /** What there was in a week, in `unit`; null where that is not known. */
  provisioned: (week: NamedWeek) => number | null;
  /** Percent that tasks reserve of a cluster's hosts. */
  reserved?: HourlyUse | null;
  /** Of a database's storage: bytes tell more than percent. */
  storage?: Omit<StorageHistory, 'now' | 'recent'> | null;
}

/**
 * The figures of one dimension: of the week until `asOf`, of last week, and the p95 of four weeks (`useFigures`); the
 * slope over the days of all four (`useSlope`); and when it is full (`forecastStorage` for storage in bytes, else
 * `timeToFull`).
 */
export function reviewFigure(facts: FigureFacts, window: ReviewWindow): ReviewFigure {
  const { dimension, unit, source, use } = facts;
  const { weeks, asOf, timeZone } = window;
  const weekly = weeks.map((week) => {
    const range = { from: week.from, to: Math.max(week.from, Math.min(week.to, asOf)) };
    return { ...figuresOf(use, range), provisioned: facts.provisioned(week), range };
  });
  const [now, last] = [weekly[3], weekly[2]] as [(typeof weekly)[number], (typeof weekly)[number]];
  const slope = use && useSlope(use, { from: weeks[0].from, asOf, timeZone });
  const full = facts.storage ? storageFull(facts.storage, asOf) : trendFull(timeToFull(slope), asOf);
  return {
    dimension,
    unit,
    source,
    provisioned: now.provisioned,
    reserved: figuresOf(facts.reserved ?? null, now.range).p95,
    p50: now.p50,
    p95: now.p95,
    max: now.max,
    unknown: use === null ? facts.missing : now.p95 === null ? 'no_data' : null,
    completeness: now.completeness,
    lastWeek: {
      provisioned: last.p95 === null ? null : last.provisioned,
      p50: last.p50,
      p95: last.p95,
      max: last.max,
      completeness: last.completeness,
    },
    trend: weekly.map(({ p95, completeness }, i) => ({ week: weeks[i]?.name ?? '', p95, completeness })),
    slope: slope && { perWeek: slope.perWeek, low: slope.low, high: slope.high },
    // What is not measured any more is not foretold.
    full: now.p95 === null ? null : full,
  };
}

function figuresOf(use: HourlyUse | null, range: { from: number; to: number }): UseFigures {
  return use === null ? { p50: null, p95: null, max: null, completeness: 0 } : useFigures(use, range);
}

function trendFull(found: ReturnType<typeof timeToFull>, asOf: number): ReviewFigure['full'] {
  return found && fullOf('trend', found, asOf);
}

function storageFull(history: Omit<StorageHistory, 'now' | 'recent'>, asOf: number): ReviewFigure['full'] {
  const forecast = forecastStorage({ ...history, now: asOf, recent: null });
  if (forecast === null) return null;
  const daysTo = (at: number): number => Math.max(0, (at - asOf) / DAY_MS);
  const days = daysTo(forecast.exhaustedAt);
  if (days > HORIZON_DAYS) return null;
  const latest = forecast.exhaustedLatest === null ? null : daysTo(forecast.exhaustedLatest);
  const known = latest !== null && latest <= 10 * HORIZON_DAYS ? latest : null;
  return fullOf('storage', { days, earliest: daysTo(forecast.exhaustedEarliest), latest: known }, asOf);
}

function fullOf(
  method: 'storage' | 'trend',
  { days, earliest, latest }: { days: number; earliest: number; latest: number | null },
  asOf: number,
): NonNullable<ReviewFigure['full']> {
  const at = (after: number): string => new Date(asOf + after * DAY_MS).toISOString();
  return {
    method,
    at: at(days),
    earliest: at(earliest),
    latest: latest === null ? null : at(latest),
    days,
    earliestDays: earliest,
    latestDays: latest,
  };
}
