import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderMessage } from '../message/index.js';
import { scalingFindings, type ScalingChange, type ScalingFacts } from './findings.js';
import { scalingSentence } from './sentence.js';
import { directionChanges } from './turns.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 100 * HOUR;

function change(ago: number, from: number | null, to: number | null, extra: Partial<ScalingChange> = {}) {
  return { at: NOW - ago, from, to, done: to !== null, failed: false, notScaled: [], ...extra };
}
function facts(extra: Partial<ScalingFacts> = {}): ScalingFacts {
  return {
    now: NOW,
    minimum: 2,
    maximum: 8,
    desired: 8,
    suspended: [],
    policies: 1,
    tracked: [],
    changes: [],
    ...extra,
  };
}
const cpu = { metric: 'CPU', target: 70, value: 91, aboveSince: NOW - 20 * MINUTE };
const codes = (given: ScalingFacts): string[] => scalingFindings(given).map(({ code }) => code);

describe('scaling at its maximum', () => {
  it('is hot where the metric has been above its target as long as an alarm takes', () => {
    const [found] = scalingFindings(facts({ tracked: [cpu] }));
    expect(found).toMatchObject({ code: 'at_maximum_hot', severity: 'warning', since: cpu.aboveSince });
    expect(found && renderMessage(found.message, { locale: 'en' })).toBe(
      'at its maximum of 8 and above its target: CPU 91 against 70',
    );
  });

  it('is not hot below the maximum, at the target, for a moment, or where nothing is known', () => {
    expect(codes(facts({ desired: 7, tracked: [cpu] }))).toEqual([]);
    expect(codes(facts({ tracked: [{ ...cpu, aboveSince: null }] }))).toEqual([]);
    expect(codes(facts({ tracked: [{ ...cpu, aboveSince: NOW - MINUTE }] }))).toEqual([]);
    expect(codes(facts({ tracked: [{ ...cpu, value: null }] }))).toEqual([]);
  });

  it('is said where AWS refused to scale out a moment ago, whatever the metric', () => {
    const refused = change(5 * MINUTE, 8, null, { failed: true, notScaled: ['AlreadyAtMaxCapacity'] });
    expect(codes(facts({ changes: [refused] }))).toEqual(['at_maximum_refused']);
    expect(codes(facts({ changes: [{ ...refused, at: NOW - HOUR }] }))).toEqual([]);
    const low = { ...refused, notScaled: ['AlreadyAtMinCapacity'] };
    expect(codes(facts({ changes: [low] }))).toEqual([]);
  });

  it('is pinned after a day, and not after an hour or where nobody saw it begin', () => {
    expect(codes(facts({ changes: [change(25 * HOUR, 6, 8)] }))).toEqual(['pinned_at_maximum']);
    expect(codes(facts({ changes: [change(HOUR, 6, 8)] }))).toEqual([]);
    expect(codes(facts())).toEqual([]);
  });

  it('is fixed where minimum and maximum are one and a policy hopes for more', () => {
    expect(codes(facts({ minimum: 8 }))).toEqual(['fixed']);
    expect(codes(facts({ minimum: 8, policies: 0 }))).toEqual([]);
  });
});

describe('flapping', () => {
  const saw = (count: number, every: number): ScalingChange[] =>
    Array.from({ length: count }, (_, i) => change((count - i) * every, i % 2 ? 6 : 4, i % 2 ? 4 : 6));

  it('is four turns within six hours', () => {
    expect(codes(facts({ desired: 4, changes: saw(5, HOUR) }))).toEqual(['flapping']);
    expect(codes(facts({ desired: 4, changes: saw(4, HOUR) }))).toEqual([]);
    expect(codes(facts({ desired: 4, changes: saw(5, 3 * HOUR) }))).toEqual([]);
  });

  it('does not count attempts that set nothing', () => {
    const failed = saw(5, HOUR).map((each) => ({ ...each, done: false }));
    expect(codes(facts({ desired: 4, changes: failed }))).toEqual([]);
  });

  it('needs a way back: a count that only grows never turns', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 30 }), (values) => {
        const rising = [...values].sort((a, b) => a - b).map((to, at) => ({ at, from: null, to }));
        expect(directionChanges(rising)).toEqual([]);
        const any = values.map((to, at) => ({ at, from: null, to }));
        expect(directionChanges(any).length).toBeLessThanOrEqual(Math.max(0, values.length - 2));
      }),
    );
  });
});

describe('scaling that does not work', () => {
  it('fails since the last success', () => {
    const failed = (ago: number): ScalingChange => change(ago, null, null, { failed: true });
    const [found] = scalingFindings(
      facts({
        desired: 4,
        changes: [failed(3 * HOUR), change(2 * HOUR, 3, 4), failed(HOUR), failed(MINUTE)],
      }),
    );
    expect(found).toMatchObject({ code: 'failing', since: NOW - HOUR, message: { params: { count: 2 } } });
  });

  it('is suspended by people', () => {
    expect(codes(facts({ desired: 4, suspended: ['dynamic-in'] }))).toEqual(['suspended']);
  });
});

describe('the sentence over everything that scales', () => {
  const say = (given: Parameters<typeof scalingSentence>[0]): string =>
    renderMessage(scalingSentence(given), { locale: 'en' });

  it('is calm, or names the worst first', () => {
    const [finding] = scalingFindings(facts({ tracked: [cpu] }));
    expect(say({ services: 3, groups: 1, found: [] })).toBe(
      '3 services and 1 Auto Scaling group scale, all within their bounds.',
    );
    expect(say({ services: 3, groups: 1, found: finding ? [{ name: 'api', finding }] : [] })).toBe(
      '1 of 4 that scale deserves a look. api: at its maximum of 8 and above its target: CPU 91 against 70.',
    );
    expect(say({ services: 0, groups: 0, found: [] })).toBe('Nothing that is watched here scales by itself.');
  });
});
