import { theilSen } from '../statistics/theil-sen.js';

const HOUR_MS = 3_600_000;
const GIB = 1024 ** 3;
const FAST_HORIZON_MS = 48 * HOUR_MS;

/** Free storage of a database; series have one value per step from `from`, NaN where there is no datapoint; bytes. */
export interface StorageHistory {
  now: number;
  /** Hourly minima of FreeStorageSpace. */
  hourly: { from: number; values: ArrayLike<number> };
  /** Minima per minute (or per 5 minutes) of the last hours; null where only hours are kept. */
  recent: { from: number; stepSeconds: number; values: ArrayLike<number> } | null;
  allocatedBytes: number;
  /** Ceiling of storage autoscaling; null or not above `allocatedBytes` means that it is off. */
  maxAllocatedBytes: number | null;
  /** When storage was last changed: RDS does not change it again within six hours. */
  lastChangeAt: number | null;
}

export interface StorageForecast {
  kind: 'fast' | 'slow';
  freeBytes: number;
  /** Bytes an hour; positive. */
  growthPerHour: number;
  /** When the present allocation is full (epoch ms), and the 90 % band; `latest` is null where it may never be. */
  fullAt: number;
  earliest: number;
  latest: number | null;
  /** When even autoscaling can no longer help, with its band; as `fullAt` where it is off. */
  exhaustedAt: number;
  exhaustedEarliest: number;
  exhaustedLatest: number | null;
  autoscaling: boolean;
}

/**
 * When a database runs out of storage, or null where it does not grow for certain.
 * Slow: Theil-Sen over daily minima (hours with fewer than five days), jumps by enlargement taken out.
 * Fast: the slopes of the last 30 minutes and 3 hours, where both fall and differ by less than a factor of two.
 * The sooner of the two counts; the fast one only where it ends within two days, for a busy hour says nothing of weeks.
 */
export function forecastStorage(history: StorageHistory): StorageForecast | null {
  const freeBytes = latestValue(history);
  if (freeBytes === null) return null;
  const candidates = [fastGrowth(history), slowGrowth(history)].filter((growth) => growth !== null);
  const forecasts = candidates.map((growth) => forecastOf(history, freeBytes, growth));
  const counting = forecasts.filter((f) => f.kind === 'slow' || f.fullAt <= history.now + FAST_HORIZON_MS);
  counting.sort((a, b) => a.fullAt - b.fullAt);
  return counting[0] ?? null;
}

/** Bytes an hour by which use grows, with its 90 % interval. */
interface Growth {
  kind: 'fast' | 'slow';
  perHour: number;
  low: number;
  high: number;
}

function forecastOf(history: StorageHistory, free: number, growth: Growth): StorageForecast {
  const after = (perHour: number): number => history.now + (free / perHour) * HOUR_MS;
  const autoscaling = (history.maxAllocatedBytes ?? 0) > history.allocatedBytes;
  const end = (perHour: number): number =>
    autoscaling ? exhaustion(history, free, perHour) : after(perHour);
  return {
    kind: growth.kind,
    freeBytes: free,
    growthPerHour: growth.perHour,
    fullAt: after(growth.perHour),
    earliest: after(growth.high),
    latest: growth.low > 0 ? after(growth.low) : null,
    exhaustedAt: end(growth.perHour),
    exhaustedEarliest: end(growth.high),
    exhaustedLatest: growth.low > 0 ? end(growth.low) : null,
    autoscaling,
  };
}

/**
 * Plays RDS storage autoscaling forward: it grows when free space has been under 10 % for five minutes and six hours
 * have passed since the last change, by the greatest of 10 GiB, 10 % and what seven hours will need, never above the
 * ceiling (RDS user guide; AWS re:Post).
 */
function exhaustion(history: StorageHistory, free: number, perHour: number): number {
  const ceiling = history.maxAllocatedBytes ?? history.allocatedBytes;
  let allocated = history.allocatedBytes;
  let left = free;
  let at = history.now;
  let allowedAt = (history.lastChangeAt ?? -Infinity) + 6 * HOUR_MS;
  while (allocated < ceiling) {
    const low = at + (Math.max(0, left - allocated * 0.1) / perHour) * HOUR_MS + 5 * 60_000;
    const grows = Math.max(low, allowedAt);
    left -= ((grows - at) / HOUR_MS) * perHour;
    if (left <= 0) return grows + (left / perHour) * HOUR_MS;
    const step = Math.min(Math.max(10 * GIB, allocated * 0.1, 7 * perHour), ceiling - allocated);
    allocated += step;
    left += step;
    at = grows;
    allowedAt = grows + 6 * HOUR_MS;
  }
  return at + (left / perHour) * HOUR_MS;
}

function slowGrowth({ hourly, allocatedBytes }: StorageHistory): Growth | null {
  const joined = withoutEnlargements(hourly.values, allocatedBytes);
  const days = dailyMinima(joined, hourly.from);
  const line =
    days.values.length >= 5
      ? theilSen(days.hours, days.values)
      : theilSen(
          joined.map((_, hour) => hour),
          joined,
        );
  if (!line || line.slope >= 0 || line.high >= 0) return null;
  // Slower than one percent a month is noise of log files and backups.
  if (-line.slope * 720 < allocatedBytes * 0.01) return null;
  return { kind: 'slow', perHour: -line.slope, low: -line.high, high: -line.low };
}

/** An enlargement lifts free space at once; taking the jump out leaves what the data do. */
function withoutEnlargements(values: ArrayLike<number>, allocatedBytes: number): number[] {
  const least = Math.max(5 * GIB, allocatedBytes * 0.05);
  const joined: number[] = [];
  let lifted = 0;
  let before = NaN;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value === value) {
      if (value - before >= least) lifted += value - before;
      before = value;
    }
    joined.push(value - lifted);
  }
  return joined;
}

function dailyMinima(values: readonly number[], from: number): { hours: number[]; values: number[] } {
  const least = new Map<number, { hour: number; value: number }>();
  values.forEach((value, hour) => {
    if (value !== value) return;
    const day = Math.floor((from + hour * HOUR_MS) / (24 * HOUR_MS));
    const known = least.get(day);
    if (!known || value < known.value) least.set(day, { hour, value });
  });
  const minima = [...least.values()];
  return { hours: minima.map((m) => m.hour), values: minima.map((m) => m.value) };
}

function fastGrowth({ recent, now }: StorageHistory): Growth | null {
  if (!recent) return null;
  const slopes = [0.5, 3].map((hours) => slopeSince(recent, now - hours * HOUR_MS));
  const [short, long] = slopes;
  if (!short || !long || short >= 0 || long >= 0) return null;
  const [slower, faster] = [Math.min(-short, -long), Math.max(-short, -long)];
  if (faster > slower * 2) return null;
  return { kind: 'fast', perHour: (slower + faster) / 2, low: slower, high: faster };
}

/** Bytes an hour from `since` on; null with too few points. */
function slopeSince(recent: NonNullable<StorageHistory['recent']>, since: number): number | null {
  const hours: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < recent.values.length; i += 1) {
    const at = recent.from + i * recent.stepSeconds * 1000;
    if (at < since) continue;
    hours.push((at - since) / HOUR_MS);
    values.push(recent.values[i] as number);
  }
  const line = theilSen(hours, values);
  return line && line.count >= 5 && line.high < 0 ? line.slope : null;
}

function latestValue({ recent, hourly }: StorageHistory): number | null {
  for (const values of [recent?.values ?? [], hourly.values]) {
    const newest = Array.from(values).findLast((value) => value === value);
    if (newest !== undefined) return newest;
  }
  return null;
}
