import { Calendar, MINUTE } from '../calendar.js';
import type { Season } from '../plan/catalogue.js';
import { mix, smoothNoise, unit, whiteNoise } from '../random.js';

/** Knots (hour of day, share of the weekly peak) of a working day; straight lines between them. */
const WORKDAY: Record<Season, [number, number][]> = {
  shop: [
    [0, 0.46],
    [2, 0.24],
    [4.5, 0.16],
    [7, 0.34],
    [9, 0.62],
    [11.5, 0.76],
    [12.4, 0.66],
    [13.5, 0.74],
    [17, 0.7],
    [19, 0.82],
    [21, 1],
    [22.5, 0.88],
    [24, 0.46],
  ],
  office: [
    [0, 0.05],
    [6, 0.05],
    [8.5, 0.4],
    [10, 0.95],
    [11.6, 0.9],
    [12.5, 0.42],
    [13.5, 0.93],
    [16, 1],
    [18, 0.6],
    [20, 0.2],
    [24, 0.05],
  ],
  delivery: [
    [0, 0.2],
    [4, 0.1],
    [7, 0.35],
    [10, 0.6],
    [12, 1],
    [13.5, 0.62],
    [16, 0.5],
    [18.5, 0.96],
    [21, 0.6],
    [24, 0.2],
  ],
  'night-batch': [
    [0, 0.25],
    [1.9, 0.12],
    [2.1, 0.95],
    [4.5, 1],
    [5.2, 0.2],
    [9, 0.12],
    [18, 0.14],
    [24, 0.25],
  ],
  steady: [
    [0, 0.82],
    [5, 0.74],
    [12, 0.94],
    [20, 1],
    [24, 0.82],
  ],
};
const DAY_OFF_FACTOR: Record<Season, number> = {
  shop: 1.08,
  office: 0.12,
  delivery: 1.15,
  'night-batch': 0.7,
  steady: 0.97,
};

function interpolate(knots: [number, number][], hour: number): number {
  for (let i = 1; i < knots.length; i++) {
    const right = knots[i] as [number, number];
    const left = knots[i - 1] as [number, number];
    if (hour <= right[0]) return left[1] + ((right[1] - left[1]) * (hour - left[0])) / (right[0] - left[0]);
  }
  return knots[0]?.[1] ?? 0;
}

function dayTable(season: Season): Float64Array {
  return Float64Array.from({ length: 1440 }, (_, minute) => interpolate(WORKDAY[season], minute / 60));
}

const TABLES: Record<Season, Float64Array> = {
  shop: dayTable('shop'),
  office: dayTable('office'),
  delivery: dayTable('delivery'),
  'night-batch': dayTable('night-batch'),
  steady: dayTable('steady'),
};

/**
 * Share of the weekly peak at one minute (1 is the usual peak, noise included): the day's shape, weekends and
 * holidays, a slow growth, and noise of an hour, seven minutes and one minute.
 */
export function seasonAt(season: Season, calendar: Calendar, key: number, minute: number): number {
  const { day, minuteOfDay } = calendar.local(minute * MINUTE);
  const shape = TABLES[season][minuteOfDay] ?? 0;
  const off = calendar.isDayOff(day) ? DAY_OFF_FACTOR[season] : 1;
  const daily = 0.94 + 0.12 * unit(mix(key, day));
  const noise =
    1 +
    0.035 * smoothNoise(key, minute, 61) +
    0.025 * smoothNoise(key ^ 0x5bd1, minute, 7) +
    0.02 * whiteNoise(key, minute);
  return Math.max(0.005, shape * off * daily * noise);
}
