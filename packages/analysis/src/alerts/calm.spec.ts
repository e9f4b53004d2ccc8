import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CALM, isCalm, isNear, staysCalm } from './calm.js';
import { evaluateAlert, type AlertCondition, type AlertObservation } from './evaluate-alert.js';

const CONDITION: AlertCondition = {
  worse: 'above',
  threshold: 5,
  clear: 3,
  forSeconds: 120,
  keepFiringSeconds: 60,
  missing: 'no_data',
};
const observed = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(null)), { maxLength: 60 });
const at = (values: readonly (number | null)[], from = 0): AlertObservation[] =>
  values.map((value, i) => ({ at: from + i * 60_000, value, seen: true }));

describe('a calm evaluation', () => {
  it('need not be stored: what comes after is the same with or without it', () => {
    fc.assert(
      fc.property(observed, observed, (before, after) => {
        const first = evaluateAlert(CONDITION, at(before)).evaluation;
        fc.pre(isCalm(first));
        const later = at(after, before.length * 60_000);
        const [kept, forgotten] = [
          evaluateAlert(CONDITION, later, first),
          evaluateAlert(CONDITION, later, CALM),
        ];
        expect(forgotten.resolved).toEqual(kept.resolved);
        expect(forgotten.evaluation.phase).toBe(kept.evaluation.phase);
        expect(forgotten.evaluation.episode).toEqual(kept.evaluation.episode);
      }),
    );
  });

  it('stays so over values that are there and good', () => {
    fc.assert(
      fc.property(observed, (values) => {
        const numbers = values.map((value) => value ?? NaN);
        fc.pre(
          staysCalm(
            CONDITION,
            numbers,
            numbers.map(() => 1),
          ),
        );
        expect(isCalm(evaluateAlert(CONDITION, at(values)).evaluation)).toBe(true);
      }),
    );
  });
});

describe('a value near its threshold', () => {
  const below: AlertCondition = { ...CONDITION, worse: 'below', threshold: 24, clear: 36 };

  it.each([
    ['within a tenth above', CONDITION, [1, 4.5], true],
    ['beyond it', CONDITION, [9], true],
    ['farther away', CONDITION, [4.4], false],
    ['before, not now', CONDITION, [9, 1], false],
    ['the newest that is known', CONDITION, [4.6, NaN, NaN], true],
    ['nothing is known', CONDITION, [NaN], false],
    ['within a tenth below', below, [26], true],
    ['more than that is left', below, [27], false],
    ['no share of nothing', { ...CONDITION, threshold: 0, clear: 0 }, [0], false],
  ])('%s', (_what, condition, values, near) => {
    expect(isNear(condition, values, 0.1)).toBe(near);
  });
});
