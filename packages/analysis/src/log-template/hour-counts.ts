const MINUTE_MS = 60_000;
export const HOUR_MINUTES = 60;
const HOUR_MS = HOUR_MINUTES * MINUTE_MS;

/** Whose lines are counted: source is a service or database, revision 0 where the line names no task that is known. */
export interface TemplateKey {
  templateId: string;
  sourceId: string;
  revision: number;
}

/** One hour of one key: 60 counts, a minute each. */
export interface TemplateHour extends TemplateKey {
  /** Epoch ms. */
  hour: number;
  counts: number[];
}

/** Counts lines; `at` in epoch ms. */
export class HourCounter {
  private readonly hours = new Map<string, TemplateHour>();

  add(key: TemplateKey, at: number): void {
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    const name = hourName({ ...key, hour });
    const known = this.hours.get(name) ?? { ...key, hour, counts: noCounts() };
    const minute = Math.floor((at - hour) / MINUTE_MS);
    known.counts[minute] = (known.counts[minute] ?? 0) + 1;
    this.hours.set(name, known);
  }

  rows(): TemplateHour[] {
    return [...this.hours.values()];
  }
}

/**
 * What stored hours become when [from, until) (epoch ms, from at a whole minute) was read again: the minutes that were
 * read are replaced, the others stay. Only the hours that change are returned.
 */
export function replaceMinutes(
  stored: readonly TemplateHour[],
  read: readonly TemplateHour[],
  span: { from: number; until: number },
): TemplateHour[] {
  const fresh = new Map(read.map((row) => [hourName(row), row]));
  const changed: TemplateHour[] = [];
  for (const row of stored) {
    const name = hourName(row);
    const found = fresh.get(name);
    fresh.delete(name);
    const counts = row.counts.map((count, minute) =>
      isWithin(row.hour + minute * MINUTE_MS, span) ? (found?.counts[minute] ?? 0) : count,
    );
    if (counts.some((count, minute) => count !== row.counts[minute])) changed.push({ ...row, counts });
  }
  return [...changed, ...fresh.values()];
}

function isWithin(minute: number, { from, until }: { from: number; until: number }): boolean {
  return minute >= from && minute < until;
}

function noCounts(): number[] {
  return Array.from({ length: HOUR_MINUTES }, () => 0);
}

function hourName({ templateId, sourceId, revision, hour }: TemplateKey & { hour: number }): string {
  return `${templateId} ${sourceId} ${revision} ${hour}`;
}
