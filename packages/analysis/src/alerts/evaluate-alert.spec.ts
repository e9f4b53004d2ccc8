import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  NOT_EVALUATED,
  evaluateAlert,
  stepAlert,
  type AlertCondition,
  type AlertEvaluation,
  type AlertObservation,
} from './evaluate-alert.js';

const MINUTE = 60_000;
const RULE: AlertCondition = {
  worse: 'above',
  threshold: 90,
  clear: 80,
  forSeconds: 120,
  keepFiringSeconds: 180,
  missing: 'no_data',
};

/** One observation a minute: a number, null for no datapoint, '?' where Danji could not look. */
function minutes(...values: (number | null | '?')[]): AlertObservation[] {
  return values.map((value, i) => ({
    at: i * MINUTE,
    value: value === '?' ? null : value,
    seen: value !== '?',
  }));
}

function phases(observations: AlertObservation[], rule = RULE): string[] {
  let evaluation = NOT_EVALUATED;
  return observations.map((observation) => {
    ({ evaluation } = stepAlert(rule, evaluation, observation));
    return evaluation.phase;
  });
}

describe('an alert', () => {
  it('is pending until it was bad for long enough, then fires, recovers, and is resolved', () => {
    const seen = minutes(50, 95, 96, 97, 70, 60, 60, 60);
    expect(phases(seen)).toEqual([
      'inactive',
      'pending',
      'pending',
      'firing',
      'recovering',
      'recovering',
      'recovering',
      'inactive',
    ]);
    expect(evaluateAlert(RULE, seen).resolved).toEqual([
      {
        beganAt: MINUTE,
        firedAt: 3 * MINUTE,
        resolvedAt: 7 * MINUTE,
        value: 60,
        peak: 97,
        flapped: false,
      },
    ]);
  });

  it('that was bad too shortly comes to nothing', () => {
    const { evaluation, resolved } = evaluateAlert(RULE, minutes(95, 95, 50));
    expect(evaluation).toMatchObject({ phase: 'inactive', episode: null });
    expect(resolved).toEqual([]);
  });

  it('stays one while it comes back before it is resolved, and between the two thresholds', () => {
    const back = minutes(95, 95, 95, 70, 70, 95, 85, 85, 85, 85, 85);
    expect(phases(back).slice(2)).toEqual([
      'firing',
      'recovering',
      'recovering',
      'firing',
      'firing',
      'firing',
      'firing',
      'firing',
      'firing',
    ]);
    expect(evaluateAlert(RULE, back).evaluation.episode).toMatchObject({ firedAt: 2 * MINUTE });
  });

  it('fires at a value that falls where less is worse', () => {
    const rule: AlertCondition = { ...RULE, worse: 'below', threshold: 10, clear: 15, forSeconds: 0 };
    expect(phases(minutes(20, 9, 12, 16), rule)).toEqual(['inactive', 'firing', 'firing', 'recovering']);
    expect(evaluateAlert(rule, minutes(9, 4, 7)).evaluation.episode).toMatchObject({ value: 7, peak: 4 });
  });

  it('is unknown where Danji cannot see, never resolved, and goes on when it sees again', () => {
    const blind = minutes(95, 95, 95, '?', '?', '?', '?', '?', '?', 96);
    const all = phases(blind);
    expect(all.slice(3, 9)).toEqual(Array.from({ length: 6 }, () => 'unknown'));
    expect(all[9]).toBe('firing');
    const { evaluation, resolved } = evaluateAlert(RULE, blind.slice(0, 9));
    expect(evaluation).toMatchObject({ since: 3 * MINUTE, episode: { firedAt: 2 * MINUTE } });
    expect(resolved).toEqual([]);
  });

  it('has no data only when they were missing for as long as it waits to fire', () => {
    expect(phases(minutes(50, null, null, null, 50))).toEqual([
      'inactive',
      'inactive',
      'inactive',
      'no_data',
      'inactive',
    ]);
  });

  it('that fires is not resolved by missing data unless its rule calls them good', () => {
    const seen = minutes(95, 95, 95, ...Array.from({ length: 10 }, () => null));
    expect(evaluateAlert(RULE, seen).evaluation).toMatchObject({ phase: 'no_data', episode: { value: 95 } });
    expect(evaluateAlert({ ...RULE, missing: 'keep' }, seen).evaluation.phase).toBe('firing');
    expect(evaluateAlert({ ...RULE, missing: 'ok' }, seen).resolved).toHaveLength(1);
  });

  it('that turns every few minutes is one alert that flaps, and is resolved once it is calm', () => {
    const rule = { ...RULE, forSeconds: 0, keepFiringSeconds: 0 };
    const turning = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 95 : 50));
    const calm = Array.from({ length: 40 }, () => 50);
    const { resolved } = evaluateAlert(rule, minutes(...turning));
    expect(resolved.length).toBeLessThanOrEqual(2);
    const after = evaluateAlert(rule, minutes(...turning, ...calm));
    expect(after.resolved.at(-1)).toMatchObject({ flapped: true });
    expect(after.evaluation).toMatchObject({ phase: 'inactive', flapping: false });
  });

  it('cannot clear where it is worse than where it fires', () => {
    expect(() => evaluateAlert({ ...RULE, clear: 95 }, minutes(50))).toThrow(/clear 95/);
  });
});

const observed = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 130 }), fc.constant(null), fc.constant('?' as const)),
  { maxLength: 80 },
);
const rules = fc.record({
  worse: fc.constantFrom('above' as const),
  threshold: fc.constant(90),
  clear: fc.integer({ min: 50, max: 90 }),
  forSeconds: fc.integer({ min: 0, max: 600 }),
  keepFiringSeconds: fc.integer({ min: 0, max: 600 }),
  missing: fc.constantFrom('no_data' as const, 'keep' as const, 'ok' as const),
});

describe('the evaluation', () => {
  it('is the same whether it runs through or is stored, killed and taken up again anywhere', () => {
    fc.assert(
      fc.property(rules, observed, fc.nat(80), (rule, values, cut) => {
        const all = minutes(...values);
        const whole = evaluateAlert(rule, all);
        const first = evaluateAlert(rule, all.slice(0, cut));
        const stored = JSON.parse(JSON.stringify(first.evaluation)) as AlertEvaluation;
        const second = evaluateAlert(rule, all.slice(cut), stored);
        expect(second.evaluation).toEqual(whole.evaluation);
        expect([...first.resolved, ...second.resolved]).toEqual(whole.resolved);
      }),
    );
  });

  it('ends an episode only at a value, or a gap that counts as good, and never where it cannot see', () => {
    fc.assert(
      fc.property(rules, observed, (rule, values) => {
        let evaluation = NOT_EVALUATED;
        for (const observation of minutes(...values)) {
          const step = stepAlert(rule, evaluation, observation);
          if (step.resolved) {
            expect(observation.seen).toBe(true);
            if (observation.value === null) expect(rule.missing).toBe('ok');
            else expect(observation.value).toBeLessThanOrEqual(rule.clear);
            expect(step.resolved.firedAt).not.toBeNull();
          }
          if (!observation.seen) expect(step.evaluation.episode).toEqual(evaluation.episode);
          ({ evaluation } = step);
        }
      }),
    );
  });
});
