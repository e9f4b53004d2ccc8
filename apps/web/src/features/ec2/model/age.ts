const DAY_MS = 86_400_000;
/** An image older than this has missed half a year of patches. */
const OLD_DAYS = 180;

export interface ImageAge {
  days: number;
  old: boolean;
}

/** How old an image is at `now` (epoch ms); null where AWS does not say. */
export function imageAge(createdAt: string | null | undefined, now: number): ImageAge | null {
  const at = createdAt == null ? NaN : Date.parse(createdAt);
  if (Number.isNaN(at)) return null;
  const days = Math.max(0, Math.floor((now - at) / DAY_MS));
  return { days, old: days > OLD_DAYS };
}

/** The newest of some versions such as 1.89.2; null for none. */
export function newestVersion(versions: readonly (string | null)[]): string | null {
  const known = versions.filter((version) => version !== null);
  return known.reduce<string | null>(
    (newest, version) => (newest === null || compareVersions(version, newest) > 0 ? version : newest),
    null,
  );
}

/** Positive where `a` is the newer one; parts are compared as numbers, so 1.100.0 is newer than 1.99.9. */
export function compareVersions(a: string, b: string): number {
  const numbers = (version: string): number[] =>
    version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
  const [x, y] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i += 1) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
