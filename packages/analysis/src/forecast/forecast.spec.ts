import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantile, seededRandom } from '../statistics/index.js';
import { forecastHourly, naiveScale, type HourlyForecast } from './forecast.js';
import { returningLevel, seasonalLevel, seasonalNaive } from './seasonal-methods.js';

const DAYS_20 = 480;
const WEEK = 168;

function season(hour: number): number {
  return 30 + 10 * Math.sin((2 * Math.PI * hour) / 24) + (Math.floor(hour / 24) % 7 < 5 ? 5 : 0);
}

function made(length: number, at: (hour: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, hour) => at(hour));
}

function forecastOf(history: Float64Array, horizon = WEEK): HourlyForecast {
  const forecast = forecastHourly(history, horizon);
  if (forecast.kind !== 'forecast') throw new Error(`refused: ${forecast.reason}`);
  return forecast;
}

describe('the forecast of an hourly series', () => {
  it('repeats a season that is the same every week, with a band as narrow as its misses', () => {
    const { expected, low, high } = forecastOf(made(DAYS_20, season));
    const misses = expected.map((value, i) => Math.abs(value - season(DAYS_20 + i)));
    expect(quantile(misses, 0.5)).toBeLessThan(0.5);
    expect(expected.every((value, i) => (low[i] as number) <= value && value <= (high[i] as number))).toBe(
      true,
    );
  });

  it('stays on the level of the last days after a step', () => {
    const { expected } = forecastOf(made(DAYS_20, (hour) => season(hour) + (hour < 400 ? 0 : 40)));
    const misses = expected.map((value, i) => Math.abs(value - season(DAYS_20 + i) - 40));
    // A fifth of the step: the few days after it do not yet show a whole week.
    expect(quantile(misses, 0.5)).toBeLessThan(8);
  });

  it('holds about nine in ten of the values of a noisy season within its band', () => {
    const random = seededRandom(11);
    let within = 0;
    for (let run = 0; run < 10; run += 1) {
      const whole = made(DAYS_20 + WEEK, (hour) => season(hour) + 12 * (random() - 0.5));
      const { low, high } = forecastOf(whole.slice(0, DAYS_20));
      const coming = whole.slice(DAYS_20);
      within += coming.filter(
        (value, i) => value >= (low[i] as number) && value <= (high[i] as number),
      ).length;
    }
    expect(within / (10 * WEEK)).toBeGreaterThan(0.85);
    expect(within / (10 * WEEK)).toBeLessThan(0.98);
  });

  it('says how it did on the past, beside seasonal naive', () => {
    const random = seededRandom(3);
    const { mase, naiveMase } = forecastOf(made(DAYS_20, (hour) => season(hour) + 20 * random()));
    expect(mase).toBeLessThan(naiveMase as number);
  });

  it('has no measure for a series that never changed, and forecasts it', () => {
    const { expected, mase } = forecastOf(made(DAYS_20, () => 12));
    expect([...expected]).toEqual(Array.from({ length: WEEK }, () => 12));
    expect(mase).toBeNull();
  });

  it('is unknown, with the reason, for less than two weeks or mostly gaps', () => {
    expect(forecastHourly(made(300, season), WEEK)).toEqual({ kind: 'unknown', reason: 'too_short' });
    const gaps = made(DAYS_20, (hour) => (hour % 3 === 0 ? season(hour) : NaN));
    expect(forecastHourly(gaps, WEEK)).toEqual({ kind: 'unknown', reason: 'too_many_gaps' });
  });

  it('refuses a horizon that is not whole hours', () => {
    expect(() => forecastHourly(made(DAYS_20, season), 0)).toThrow(/horizon 0/);
  });

  it('is a number within its band everywhere, never below zero for what never was, wherever gaps are', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 0.4, noNaN: true }), (seed, missing) => {
        const random = seededRandom(seed);
        const history = made(400, (hour) => (random() < missing ? NaN : season(hour) * random()));
        const { expected, low, high } = forecastOf(history, 48);
        for (let i = 0; i < 48; i += 1) {
          const [value, under, over] = [expected[i], low[i], high[i]] as [number, number, number];
          expect(under).toBeGreaterThanOrEqual(0);
          expect(value).toBeGreaterThanOrEqual(under);
          expect(over).toBeGreaterThanOrEqual(value);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('moves with the unit and the level of its series', () => {
    const random = seededRandom(5);
    const history = made(DAYS_20, (hour) => season(hour) + 5 * random());
    const { expected } = forecastOf(history);
    const scaled = forecastOf(history.map((value) => value * 1000 + 7)).expected;
    scaled.forEach((value, i) => expect(value).toBeCloseTo((expected[i] as number) * 1000 + 7, 5));
  });
});

describe('the season on the level of the last days', () => {
  const spread = (values: Float64Array): number => Math.max(...values) - Math.min(...values);
  const ofDay = seasonalLevel(24, 14, 3);

  it('is a flat line where there is only noise', () => {
    const random = seededRandom(7);
    // The medians of fourteen values alone spread by 6.
    expect(
      spread(
        ofDay(
          made(DAYS_20, () => 50 + 20 * random()),
          24,
        ),
      ),
    ).toBeLessThan(4);
  });

  it('keeps nearly all of a season that stands out of the noise', () => {
    const random = seededRandom(7);
    const noisy = made(DAYS_20, (hour) => 50 + 20 * Math.sin((2 * Math.PI * hour) / 24) + 4 * random());
    expect(spread(ofDay(noisy, 24))).toBeGreaterThan(36);
  });
});

describe('a level that returns', () => {
  const flat = returningLevel([{ season: 24, days: 14 }], { recent: 6, usual: 72, within: 144 });

  it('begins at what was recent and ends at what is usual', () => {
    const stepped = made(DAYS_20, (hour) => (hour < DAYS_20 - 12 ? 10 : 30));
    const values = flat(stepped, 3 * WEEK);
    expect(values[0]).toBeGreaterThan(29);
    expect(values.at(-1)).toBeLessThan(11);
  });

  it('stays where a step has lasted for days', () => {
    const stepped = made(DAYS_20, (hour) => (hour < DAYS_20 - 80 ? 10 : 30));
    expect([...flat(stepped, WEEK)].every((value) => Math.abs(value - 30) < 1e-9)).toBe(true);
  });

  it('looks for one season in what another leaves', () => {
    const both = returningLevel(
      [
        { season: 24, days: 14 },
        { season: 168, days: 21 },
      ],
      { recent: 6, usual: 72, within: 144 },
    );
    const misses = both(made(21 * 24, season), WEEK).map((value, i) => Math.abs(value - season(21 * 24 + i)));
    expect(quantile([...misses], 0.9)).toBeLessThan(1);
  });

  it('is unknown without a value', () => {
    expect(flat(new Float64Array(48).fill(NaN), 1)[0]).toBeNaN();
  });
});

describe('seasonal naive', () => {
  it('takes the value of a season before, and of an earlier one where that is missing', () => {
    const history = Float64Array.from([1, 2, 3, 4, NaN, 6]);
    expect([...seasonalNaive(3)(history, 4)]).toEqual([4, 2, 6, 4]);
  });

  it('is the scale of errors: the mean difference of values a season apart, over those that are known', () => {
    expect(naiveScale(Float64Array.from([1, 2, 4, NaN, 8]), 2)).toBe(3.5);
    expect(naiveScale(Float64Array.from([1]), 2)).toBeNaN();
  });
});
