/** Who waits first at a limit: a person, then fresh data, then history. */
export const LANES = ['interactive', 'fresh', 'backfill'] as const;
export type Lane = (typeof LANES)[number];
