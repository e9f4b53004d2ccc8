/**
 * Upper bounds in seconds of the buckets in which the publication lag of datapoints is counted
 * (first seen minus timestamp minus period); one more bucket takes everything beyond the last.
 */
export const LAG_BUCKET_SECONDS = [
  15, 30, 45, 60, 90, 120, 150, 180, 240, 300, 420, 600, 900, 1200, 1800, 3600, 7200,
] as const;

/** Index of the bucket that a lag falls in. */
export function lagBucket(seconds: number): number {
  const at = LAG_BUCKET_SECONDS.findIndex((bound) => seconds <= bound);
  return at < 0 ? LAG_BUCKET_SECONDS.length : at;
}

/** The upper bound in seconds of the bucket that holds the quantile (0 to 1); null where nothing was counted. */
export function lagQuantile(buckets: readonly number[], quantile: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let seen = 0;
  for (let i = 0; i < buckets.length; i += 1) {
    seen += buckets[i] ?? 0;
    if (seen >= quantile * total) return LAG_BUCKET_SECONDS[i] ?? LAG_BUCKET_SECONDS.at(-1) ?? null;
  }
  return null;
}
