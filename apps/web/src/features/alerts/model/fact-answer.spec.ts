import { describe, expect, it } from '@jest/globals';
import { factAnswer } from './fact-answer';

describe('what a rule observed, as charts take it', () => {
  it('ends with its last step, and says when the last value was seen', () => {
    const t = ['2026-11-25T05:00:00.000Z', '2026-11-25T05:01:00.000Z', '2026-11-25T05:02:00.000Z'];
    const answer = factAnswer({
      resource: 'svc-a',
      rule: 'target_5xx',
      unit: 'percent',
      step: 60,
      t,
      values: [1, 2, null],
    });
    expect(answer).toMatchObject({ from: t[0], to: '2026-11-25T05:03:00.000Z', step: 60 });
    expect(answer.series[0]).toMatchObject({ unit: 'percent', status: 'ok', lastAt: t[1] });
  });

  it('is empty without a value, and never zero', () => {
    const answer = factAnswer({ resource: 'svc-a', rule: 'x', unit: 'hours', step: 60, t: [], values: [] });
    expect(answer.series[0]).toMatchObject({ unit: 'none', status: 'empty', lastAt: null });
  });
});
