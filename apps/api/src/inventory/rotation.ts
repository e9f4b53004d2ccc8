/** What AWS offers one at a time is read again within this time. */
const ROTATION_MS = 15 * 60_000;

export interface RotationOptions {
  /** Epoch ms. */
  now: number;
  sweepSeconds: number;
  /** Unknown ones that one sweep reads at most, so that a large account does not hold up everything else. */
  unknownPerSweep: number;
}

/**
 * Which of `keys` this sweep reads: unknown ones first, and of the known ones the oldest, as many as it takes for
 * every one to come round within ROTATION_MS: it is left alone for the first half, and read in the second.
 * @param readAt epoch ms at which a key was last read; undefined: never
 */
export function dueInRotation(
  keys: Iterable<string>,
  readAt: (key: string) => number | undefined,
  { now, sweepSeconds, unknownPerSweep }: RotationOptions,
): string[] {
  const all = [...keys];
  const share = Math.ceil((all.length * sweepSeconds * 1000) / (ROTATION_MS / 2));
  const age = (key: string): number => now - (readAt(key) ?? 0);
  const old = all
    .filter((key) => readAt(key) !== undefined && age(key) > ROTATION_MS / 2)
    .sort((a, b) => age(b) - age(a))
    .slice(0, share);
  return [...all.filter((key) => readAt(key) === undefined).slice(0, unknownPerSweep), ...old];
}
