import { SWEPT_WITHIN_SECONDS, type CollectionStatus } from '@danji/shared';

export interface LastSweep {
  /** When the newest sweep ended that read anything; null before the first. */
  at: string | null;
  /** Accounts and regions that were not read in time: what is shown of them is old. None before the first datapoint. */
  late: { name: string; region: string }[];
}

/** As of the answer, so that neither the reader's clock nor a page that is held still makes anything late. */
export function lastSweep({
  at: answeredAt,
  scopes,
  metrics,
}: Pick<CollectionStatus, 'at' | 'scopes' | 'metrics'>): LastSweep {
  const now = Date.parse(answeredAt);
  const sweeps = scopes.map(({ name, region, jobs }) => ({
    name,
    region,
    at: jobs.find(({ job }) => job === 'inventory')?.lastGoodAt ?? null,
  }));
  return {
    at:
      sweeps
        .flatMap(({ at }) => at ?? [])
        .toSorted()
        .at(-1) ?? null,
    late: sweeps
      .filter(({ at }) =>
        at === null ? metrics.lastPointAt !== null : now - Date.parse(at) > SWEPT_WITHIN_SECONDS * 1_000,
      )
      .map(({ name, region }) => ({ name, region })),
  };
}
