import { describe, expect, it } from '@jest/globals';
import { localDate, stopGrid, type StopHour } from './stop-grid';

const seoul = (at: number): string => localDate(at, 'Asia/Seoul');
const hour = (date: string, h: number, stops: number, abnormal = 0): StopHour => ({
  date,
  hour: h,
  from: `${date}T00:00:00.000Z`,
  to: `${date}T01:00:00.000Z`,
  stops,
  abnormal,
});

describe('stopGrid', () => {
  it('has a row for each local date of the range, also those without a stop', () => {
    const rows = stopGrid(
      {
        from: '2026-11-21T16:00:00.000Z',
        to: '2026-11-23T15:00:00.000Z',
        stopHours: [hour('2026-11-23', 14, 6, 2), hour('2026-11-23', 15, 1)],
      },
      seoul,
    );
    expect(rows.map(({ date, stops, abnormal }) => [date, stops, abnormal])).toEqual([
      ['2026-11-22', 0, 0],
      ['2026-11-23', 7, 2],
    ]);
    expect(rows[1]?.hours[14]).toMatchObject({ stops: 6, abnormal: 2, from: '2026-11-23T00:00:00.000Z' });
    expect(rows[1]?.hours[13]).toBeNull();
  });

  it('adds up the days of the week where there are too many dates', () => {
    const rows = stopGrid(
      {
        from: '2026-10-24T00:00:00.000Z',
        to: '2026-11-23T00:00:00.000Z',
        stopHours: [hour('2026-11-16', 9, 2), hour('2026-11-09', 9, 3, 1), hour('2026-11-08', 9, 5)],
      },
      seoul,
    );
    expect(rows.map(({ key, stops }) => [key, stops])).toEqual([
      ['w1', 5],
      ['w2', 0],
      ['w3', 0],
      ['w4', 0],
      ['w5', 0],
      ['w6', 0],
      ['w0', 5],
    ]);
    expect(rows[0]?.hours[9]).toEqual({ stops: 5, abnormal: 1, from: null, to: null });
  });
});
