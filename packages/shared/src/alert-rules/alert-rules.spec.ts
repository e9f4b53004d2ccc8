import { describe, expect, it } from '@jest/globals';
import { ALERT_FACTS, ALERT_RULES, AlertRule } from './index.js';

describe('the rules of alerts', () => {
  it('are of the form that is promised, each with an id of its own', () => {
    for (const rule of ALERT_RULES) expect(AlertRule.parse(rule)).toEqual(rule);
    expect(new Set(ALERT_RULES.map(({ id }) => id)).size).toBe(ALERT_RULES.length);
  });

  it('use every fact that is read', () => {
    expect(new Set(ALERT_RULES.map(({ fact }) => fact))).toEqual(new Set(ALERT_FACTS));
  });

  it('refuse a clearing threshold on the bad side', () => {
    expect(AlertRule.safeParse({ ...ALERT_RULES[0], threshold: 2, clear: 3 }).success).toBe(false);
  });

  it('are written in Korean wherever they are in English', () => {
    for (const { title, condition, documentation } of ALERT_RULES) {
      for (const { ko } of [title, condition, documentation]) expect(ko).toMatch(/[가-힣]/);
      expect(condition.en.includes('{threshold}')).toBe(condition.ko.includes('{threshold}'));
    }
  });
});
