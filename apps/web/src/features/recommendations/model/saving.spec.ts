import { describe, expect, it } from '@jest/globals';
import type { Recommendation } from '@danji/shared';
import { byUrgency, changeRows, currentFacts, savingText } from './saving';

describe('savingText', () => {
  it('is a range where the bounds differ', () => {
    expect(savingText({ low: 12, expected: 15, high: 18 })).toEqual({
      key: 'savesRange',
      low: 12,
      expected: 15,
      high: 18,
    });
  });
  it('is one amount where they do not', () => {
    expect(savingText({ low: 14.9, expected: 15, high: 15.1 }).key).toBe('saves');
  });
  it('turns a negative saving into a cost with its bounds in order', () => {
    expect(savingText({ low: -20, expected: -16, high: -12 })).toEqual({
      key: 'costsRange',
      low: 12,
      expected: 16,
      high: 20,
    });
  });
  it('tells "nothing" from "not known"', () => {
    expect(savingText(null).key).toBe('unknown');
    expect(savingText({ low: 0, expected: 0, high: 0 }).key).toBe('none');
  });
});

describe('changeRows', () => {
  const recommendation = {
    current: { cpu: 1024, memory: 4096, tasks: 6 },
    proposed: { memory: 4096, cpu: 512, pool: true },
  };
  it('puts what changes first and marks what stays', () => {
    expect(changeRows(recommendation)).toEqual([
      { name: 'cpu', current: 1024, proposed: 512, changed: true },
      { name: 'pool', current: null, proposed: true, changed: true },
      { name: 'memory', current: 4096, proposed: 4096, changed: false },
    ]);
  });
  it('keeps the rest as facts', () => {
    expect(currentFacts(recommendation)).toEqual([['tasks', 6]]);
  });
});

describe('byUrgency', () => {
  it('puts what runs out first on top, then the largest saving, then what has no price', () => {
    const text = { en: '', ko: '' };
    const one = (
      id: string,
      rule: Recommendation['rule'],
      expected: number | null,
      fullInDays?: number,
    ): Recommendation => ({
      id,
      rule,
      resource: { id, kind: 'x', name: id, parentName: null },
      environment: 'prod',
      team: null,
      title: text,
      summary: text,
      current: fullInDays === undefined ? {} : { fullInDays },
      proposed: {},
      monthlySavingUsd: expected === null ? null : { low: expected, expected, high: expected },
      savingNote: null,
      risk: 'low',
      confidence: 'high',
      confidenceReason: text,
      change: [],
      evidence: { from: '', to: '', charts: [], backtest: null, facts: [] },
      state: 'open',
      version: 1,
      createdAt: '',
      computedAt: '',
    });
    const sorted = [
      one('breaker', 'circuit_breaker_off', null),
      one('small', 'fargate_task_size', 5),
      one('later', 'rds_storage_full', null, 20),
      one('big', 'idle_ec2_instance', 170),
      one('soon', 'rds_storage_full', null, 2),
    ].sort(byUrgency);
    expect(sorted.map((each) => each.id)).toEqual(['soon', 'later', 'big', 'small', 'breaker']);
  });
});
