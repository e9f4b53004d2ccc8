import { SWEPT_WITHIN_SECONDS, type CollectionStatus } from '@danji/shared';

export interface LastSweep {
  /** When the newest sweep ended that read anything; null before the first. */
  at: string | null;
  /** Accounts and regions that were not read in time: what is shown of them is old. Not those that never were. */
  late: { name: string; region: string }[];
}

/** As of the answer, so that neither the reader's clock nor a page that is held still makes anything late. */
export function lastSweep({ at: answeredAt, scopes }: Pick<CollectionStatus, 'at' | 'scopes'>): LastSweep {
  const now = Date.parse(answeredAt);
  const sweeps = scopes.flatMap(({ name, region, jobs }) =>
    jobs.flatMap(({ job, lastGoodAt }) => (job === 'inventory' ? [{ name, region, at: lastGoodAt }] : [])),
  );
  return {
    at:
      sweeps
        .flatMap(({ at }) => at ?? [])
        .toSorted()
        .at(-1) ?? null,
    late: sweeps
      .filter(({ at }) => at === null || now - Date.parse(at) > SWEPT_WITHIN_SECONDS * 1_000)
      .map(({ name, region }) => ({ name, region })),
  };
}
