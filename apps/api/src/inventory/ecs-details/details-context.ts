import { AwsCallError, type AwsPlace, type EcsService } from '../../aws/index.js';
import type { ClusterSnapshot } from '../gather.js';

/** What the reads that go into one service or family at a time share. */
export interface DetailsContext {
  place: AwsPlace;
  clusters: readonly ClusterSnapshot[];
  /** Epoch ms. */
  now: number;
  sweepSeconds: number;
  failed: (part: string, error: Error) => void;
}

export function servicesOf(clusters: readonly ClusterSnapshot[]): EcsService[] {
  return clusters.flatMap(({ services }) => services ?? []);
}

/**
 * Reads one thing; a failure is noted and costs nothing else. A refused or unsupported action is no failure of the
 * sweep: /collection/permissions names it with what it affects. What went in between is simply gone.
 */
export async function attempt<T>(
  { failed }: DetailsContext,
  part: string,
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    const passes = error instanceof AwsCallError && /^(denied|unsupported|missing)$/.test(error.failure);
    if (!passes) failed(part, error as Error);
    return null;
  }
}
