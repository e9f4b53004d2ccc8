import { describe, expect, it } from '@jest/globals';
import { Clock } from '../../clock/index.js';
import { Allowance, BudgetExhausted } from './allowance.js';
import { allowedMetrics, decide, estimate } from './decide.js';

const NOBODY = { accepted: false, spentUsd: 0 };
const aws = { mode: 'aws', modeIsExplicit: false, budgetUsd: null } as const;

describe('whether metrics may be requested', () => {
  it.each([
    ['a found account waits', aws, NOBODY, 'waiting_for_acceptance'],
    ['until somebody accepts', aws, { ...NOBODY, accepted: true }, 'running'],
    ['or DANJI_MODE=aws says so', { ...aws, modeIsExplicit: true }, NOBODY, 'running'],
    ['or a budget does', { ...aws, budgetUsd: 5 }, NOBODY, 'running'],
    ['the demo begins', { ...aws, mode: 'demo' }, NOBODY, 'running'],
    ['a spent budget stops', { ...aws, budgetUsd: 5 }, { accepted: true, spentUsd: 5 }, 'stopped_by_budget'],
    ['no budget is free calls only', { ...aws, budgetUsd: 0 }, { accepted: true, spentUsd: 0 }, 'free_only'],
  ] as const)('%s', (_what, config, facts, state) => {
    expect(decide(config, facts)).toBe(state);
  });

  it('buys metrics at a cent per thousand', () => {
    expect(allowedMetrics(null, 1e9)).toBe(Infinity);
    expect(allowedMetrics(1, 0.99)).toBe(1000);
    expect(allowedMetrics(1, 2)).toBe(0);
  });

  const counts = {
    polledSeries: 1800,
    polledMetrics: 900,
    symptomSeries: 100,
    symptomMetrics: 60,
    unreadSeries: 100,
    unreadMetrics: 50,
  };

  it('estimates a month and the first two weeks, low and high', () => {
    const { monthUsd, backfillUsd, series } = estimate(counts, 60);
    // 900 metrics each minute are about $394 a month.
    expect(monthUsd.low).toBeCloseTo(394.2, 2);
    expect(monthUsd.high).toBeCloseTo(788.4, 2);
    expect(backfillUsd).toEqual({ low: 0.008, high: 0.016 });
    expect(series).toBe(1800);
  });

  it('adds what is polled each minute between polls of everything: the symptoms, and at most a tenth of the rest', () => {
    const { monthUsd } = estimate(counts, 300);
    // 900 metrics each 300 s are $78.84; 60 of them at four more times as often are $21.02.
    expect(monthUsd.low).toBeCloseTo(78.84 + 21.024, 2);
    // Twice as many series; of them 100 and a tenth of 1,700 each minute.
    expect(monthUsd.high).toBeCloseTo(157.68 + (100 + 170) * 0.3504, 2);
  });
});

class HandClock extends Clock {
  at = 0;
  now(): number {
    return this.at;
  }
}

describe('the allowance', () => {
  it('refuses a call that it does not cover, and spends nothing on it', () => {
    const allowance = new Allowance(new HandClock());
    allowance.renew(100);
    allowance.spend(60);
    expect(() => allowance.spend(41)).toThrow(BudgetExhausted);
    expect(() => allowance.spend(40)).not.toThrow();
  });

  it('does not forget at once what is not recorded yet', () => {
    const clock = new HandClock();
    const allowance = new Allowance(clock);
    allowance.renew(100);
    allowance.spend(60);
    clock.at = 10_000;
    allowance.renew(100);
    expect(() => allowance.spend(41)).toThrow(BudgetExhausted);
    clock.at = 16_000;
    allowance.renew(100);
    expect(() => allowance.spend(100)).not.toThrow();
  });

  it('has no end without a budget', () => {
    const allowance = new Allowance(new HandClock());
    allowance.renew(Infinity);
    expect(() => allowance.spend(1e12)).not.toThrow();
  });
});
