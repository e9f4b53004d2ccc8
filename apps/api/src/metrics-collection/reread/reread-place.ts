import { inParallel } from '../fetch/in-parallel.js';
import { packBatches } from '../fetch/pack-batches.js';
import { ANSWER_POINTS, CALLS_AT_ONCE, HistoryReader, type HistoryParts } from '../history/history-reader.js';
import type { PlannedSeries } from '../plan/join-series.js';
import { pollWindow } from '../poll/poll-window.js';
import { HOUR_MS } from '../store/hour-rows.js';

/** How far back points are looked at once more each day: a day, and what may have come late before it. */
const REREAD_MS = 26 * HOUR_MS;

const TURNS = 24;

/**
 * Reads the last 26 hours of polled series again: what came after its poll window is found here. Called each hour; the
 * turn of each resource comes once a day, so that the work and its cost are spread.
 */
export async function rereadPlace(parts: HistoryParts, plan: readonly PlannedSeries[]): Promise<void> {
  const { clock, report, signal } = parts;
  const reader = new HistoryReader(parts);
  const turn = Math.floor(clock.now() / HOUR_MS) % TURNS;
  const polled = plan.filter((series) => series.polled && turnOf(series.resourceId) === turn);
  const batches = packBatches(polled, { spanMs: REREAD_MS, maxPoints: ANSWER_POINTS });
  let stopped = false;
  await inParallel(batches, CALLS_AT_ONCE, async (batch) => {
    if (stopped || signal?.aborted === true) return;
    const window = pollWindow(clock.now(), (batch[0] as PlannedSeries).period, REREAD_MS);
    const result = await reader.read(batch, window, async () => {});
    report.items += result.complete.length;
    if (result.stopped) stopped = true;
  });
}

/** The hour of the day (UTC) in which a resource is read again. */
function turnOf(resourceId: string): number {
  let sum = 0;
  for (let i = 0; i < resourceId.length; i += 1) sum = (sum * 31 + resourceId.charCodeAt(i)) % 1_000_003;
  return sum % TURNS;
}
