const DAY_MS = 86_400_000;
/** A range at the edge of what is kept grows older on the way to AWS. */
const MARGIN_MS = 10 * 60_000;

/** How long CloudWatch keeps what grain: 60 s for 15 days, 300 s for 63, 3600 s for 455 (the API reference). */
const KEPT = [
  { days: 15, grainMs: 60_000 },
  { days: 63, grainMs: 300_000 },
  { days: 455, grainMs: 3_600_000 },
] as const;

/** Days of metrics that CloudWatch keeps at all. */
export const DAYS_KEPT = 455;

/**
 * A range widened to what CloudWatch takes as a single period: whole grains of what it still keeps of that past, and
 * whole periods of the metric. Null when it begins before everything kept. Times in epoch ms.
 */
export function onePeriod(
  range: { from: number; to: number },
  periodSeconds: number,
  now: number,
): { from: number; to: number } | null {
  const kept = KEPT.find(({ days }) => range.from >= now - days * DAY_MS + MARGIN_MS);
  if (kept === undefined) return null;
  const grain = Math.max(kept.grainMs, periodSeconds * 1000);
  return { from: Math.floor(range.from / grain) * grain, to: Math.ceil(range.to / grain) * grain };
}
