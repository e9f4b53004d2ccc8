import { inTransaction } from '../../database/index.js';
import type { CollectorParts } from '../collector-parts.js';
import type { PlaceKey } from '../place-key.js';
import { HOUR_MS } from '../store/hour-rows.js';
import { settleHour } from '../store/metric-hours.repository.js';
import { hoursToSettle } from './settle-age.js';
import { readSettled, seriesIdsOf, writeSettled } from './settle.repository.js';

/** Where settling begins when it never ran: older hours come from the back-fill, which settles what it writes. */
const FIRST_MS = 26 * HOUR_MS;

/**
 * Settles the hours of a place that came of age since the last time, hour by hour, each with its watermark.
 * @returns how many hours were settled
 */
export async function settlePlace(
  { database, clock }: CollectorParts,
  place: PlaceKey,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { pool } = database;
  const now = clock.now();
  const from = (await readSettled(pool, place)) ?? now - FIRST_MS;
  const ids = await seriesIdsOf(pool, place);
  let settled = 0;
  for (const hour of hoursToSettle(from, now)) {
    if (signal?.aborted === true) break;
    await inTransaction(pool, async (client) => {
      await settleHour(client, ids, hour);
      await writeSettled(client, place, hour + HOUR_MS, now);
    });
    settled += 1;
  }
  return settled;
}
