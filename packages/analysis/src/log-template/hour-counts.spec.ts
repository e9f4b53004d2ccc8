import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HourCounter, replaceMinutes, type TemplateHour } from './hour-counts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Seen {
  templateId: string;
  at: number;
}

const key = (templateId: string) => ({ templateId, sourceId: 'svc-1', revision: 7 });

function counted(lines: readonly Seen[]): TemplateHour[] {
  const counter = new HourCounter();
  for (const { templateId, at } of lines) counter.add(key(templateId), at);
  return counter.rows();
}

/** As a database would: rows of a key and hour take the place of what was there. */
function stored(rows: readonly TemplateHour[], changed: readonly TemplateHour[]): TemplateHour[] {
  const name = (row: TemplateHour) => `${row.templateId} ${row.hour}`;
  return [...new Map([...rows, ...changed].map((row) => [name(row), row])).values()];
}

function shown(rows: readonly TemplateHour[]): Record<string, number> {
  return Object.fromEntries(
    rows.flatMap(({ templateId, hour, counts }) =>
      counts.flatMap((count, i) => (count === 0 ? [] : [[`${templateId} ${hour + i * MINUTE}`, count]])),
    ),
  );
}

const seen = fc.record({
  templateId: fc.constantFrom('a', 'b', 'c'),
  at: fc.integer({ min: 0, max: 2 * HOUR - 1 }),
});

describe('counts of an hour', () => {
  it('stand in the minute of each line', () => {
    const rows = counted([
      { templateId: 'a', at: 0 },
      { templateId: 'a', at: MINUTE - 1 },
      { templateId: 'a', at: HOUR + 5 * MINUTE },
    ]);
    expect(rows.map(({ hour }) => hour)).toEqual([0, HOUR]);
    expect(rows[0]?.counts.slice(0, 2)).toEqual([2, 0]);
    expect(rows[1]?.counts[5]).toBe(1);
  });

  it('are those of one reading, however often and in which steps the lines were read', () => {
    fc.assert(
      fc.property(
        fc.array(seen, { maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 8 }),
        (lines, steps) => {
          let rows: TemplateHour[] = [];
          for (const until of [...steps.sort((a, b) => a - b), 120]) {
            const span = { from: Math.max(0, until - 20) * MINUTE, until: until * MINUTE };
            const begin = { ...span, from: until === 120 ? 0 : span.from };
            const read = lines.filter(({ at }) => at >= begin.from && at < begin.until);
            rows = stored(rows, replaceMinutes(rows, counted(read), begin));
          }
          expect(shown(rows)).toEqual(shown(counted(lines)));
        },
      ),
    );
  });

  it('forget what a minute no longer holds, and leave what was not read again', () => {
    const before = counted([
      { templateId: 'a', at: 0 },
      { templateId: 'b', at: 30 * MINUTE },
    ]);
    const changed = replaceMinutes(before, [], { from: 0, until: MINUTE });
    expect(changed.map(({ templateId }) => templateId)).toEqual(['a']);
    expect(changed[0]?.counts[0]).toBe(0);
  });
});
