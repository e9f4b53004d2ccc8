import { describe, expect, it } from '@jest/globals';
import { ALERT_RULES, type AlertRule } from '@danji/shared';
import { alertValue, conditionText, incidentTitle, symptomText } from './incident-text.js';

const RULE = ALERT_RULES.find(({ id }) => id === 'target_5xx') as AlertRule;
const BEGAN = Date.UTC(2026, 10, 25, 5, 7);

describe('the words of an incident', () => {
  it('say the number, its limit and since when, in the zone of the reader', () => {
    const facts = {
      rule: RULE,
      value: 7.84,
      peak: 9,
      threshold: 2,
      beganAt: BEGAN,
      resolvedAt: null,
      unknownSince: null,
    };
    expect(symptomText(facts, 'Asia/Seoul').en).toBe('7.84 % (limit 2 %) since 25 Nov, 14:07 GMT+9');
    expect(symptomText(facts, 'Asia/Seoul').ko).toContain('7.84 % (기준 2 %)');
  });

  it('say what it was at worst once it is good again, and of what is over only that', () => {
    const facts = {
      rule: RULE,
      value: 0.5,
      peak: 9,
      threshold: 2,
      beganAt: BEGAN,
      resolvedAt: null,
      unknownSince: null,
    };
    const said = (more: Partial<Parameters<typeof symptomText>[0]> = {}): string =>
      symptomText({ ...facts, ...more }, 'UTC').en;
    expect(said()).toBe('9 % at worst, 0.5 % now (limit 2 %) since 25 Nov, 05:07 UTC');
    expect(said({ resolvedAt: BEGAN + 60_000 })).toBe(
      '9 % at worst (limit 2 %) from 25 Nov, 05:07 UTC to 25 Nov, 05:08 UTC',
    );
    // Somebody resolved it while it was bad.
    expect(said({ value: 5, resolvedAt: BEGAN + 60_000 })).toMatch(/^9 % at worst \(limit 2 %\) from/);
    const below = ALERT_RULES.find(({ id }) => id === 'rds_storage_full_fast') as AlertRule;
    expect(symptomText({ ...facts, rule: below, value: 30, peak: 7, threshold: 24 }, 'UTC').ko).toMatch(
      /^최악 7시간, 현재 30시간 \(기준 24시간\)/,
    );
  });

  it('say where Danji cannot see, and never a number that it does not have', () => {
    const text = symptomText(
      {
        rule: RULE,
        value: null,
        peak: null,
        threshold: 2,
        beganAt: BEGAN,
        resolvedAt: null,
        unknownSince: BEGAN + 600_000,
      },
      'UTC',
    );
    expect(text.en).toBe('no value (limit 2 %) since 25 Nov, 05:07 UTC; not seen since 25 Nov, 05:17 UTC');
  });

  it('name the area and how many fail in a storm', () => {
    expect(
      incidentTitle({ rule: RULE, subject: 'checkout', storm: { area: 'prod-kr', subjects: 12 } }).en,
    ).toBe(`12 resources of prod-kr fail at once: ${RULE.title.en}`);
  });

  it('hold the number in force, and words where there is none in sight', () => {
    expect(conditionText(RULE, 5).en).toBe('more than 5 % of the requests fail');
    expect(alertValue(10_000, 'days').en).toBe('not in sight');
    expect(alertValue(1_234_567_890, 'transactions').en).toBe('1,234,567,890 transactions');
  });
});
