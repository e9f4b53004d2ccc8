/**
 * Last day of standard support of each PostgreSQL major version on RDS; after it AWS charges for extended support.
 * Source: RDS for PostgreSQL release calendar, read 2026-08-22.
 */
const POSTGRES_SUPPORT_ENDS: Readonly<Record<number, string>> = {
  11: '2024-02-29',
  12: '2025-02-28',
  13: '2026-02-28',
  14: '2027-02-28',
  15: '2028-02-29',
  16: '2029-02-28',
  17: '2030-02-28',
  18: '2031-02-28',
};
const DAY_MS = 86_400_000;

export interface EngineSupport {
  /** `YYYY-MM-DD`, the last supported day in UTC. */
  ends: string;
  /** Days that are still supported, today included. */
  daysLeft: number;
  state: 'supported' | 'ends_soon' | 'ended';
}

/** Support of an engine version at `now`; null for engines and versions whose calendar we do not have. */
export function engineSupport(
  engine: string,
  version: string,
  now: number,
  /** What AWS itself says, where it could be read. */
  told: string | null = null,
): EngineSupport | null {
  const ends = told?.slice(0, 10) ?? calendarEnd(engine, version);
  if (ends === null) return null;
  const daysLeft = Math.ceil((Date.parse(`${ends}T00:00:00Z`) + DAY_MS - now) / DAY_MS);
  return { ends, daysLeft, state: daysLeft <= 0 ? 'ended' : daysLeft <= 180 ? 'ends_soon' : 'supported' };
}

function calendarEnd(engine: string, version: string): string | null {
  if (engine !== 'postgres') return null;
  return POSTGRES_SUPPORT_ENDS[Number(version.split('.')[0])] ?? null;
}

/** Age from which point-in-time recovery lags: RDS ships its log every five minutes (RDS user guide). */
const RESTORABLE_WARNING_MINUTES = 15;

/** Minutes by which the latest restorable point lies behind `now`, and whether that is more than RDS's rhythm. */
export function restorableLag(
  latestRestorableTime: string | null,
  now: number,
): { minutes: number; late: boolean } | null {
  if (latestRestorableTime === null) return null;
  const minutes = Math.max(0, (now - Date.parse(latestRestorableTime)) / 60_000);
  return { minutes, late: minutes > RESTORABLE_WARNING_MINUTES };
}
