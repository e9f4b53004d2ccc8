import { describe, expect, it } from '@jest/globals';
import { stopReasonRows, tasksSentence } from './stop-reasons';

const reason = (
  name: 'deploy' | 'oom' | 'spot' | 'health_check',
  abnormal: boolean,
  count: number,
  previousCount: number,
) => ({
  class: name,
  label: { en: name, ko: name },
  abnormal,
  count,
  previousCount,
  example: 'text',
  exampleTaskId: 'task-aaaaaaaaaaaaaaaa',
});

describe('stopReasonRows', () => {
  it('puts abnormal causes first and keeps one that has gone to zero', () => {
    const stopReasons = [
      reason('deploy', false, 80, 40),
      reason('oom', true, 12, 0),
      reason('spot', true, 0, 9),
    ];
    expect(
      stopReasonRows({ stopReasons, previousKnown: true }).map((row) => [row.cause, row.change]),
    ).toEqual([
      ['oom', 12],
      ['spot', -9],
      ['deploy', 40],
    ]);
  });
  it('leaves out causes that never were', () => {
    expect(stopReasonRows({ stopReasons: [reason('oom', true, 0, 0)], previousKnown: true })).toEqual([]);
  });
});

describe('without a known time before', () => {
  const answer = {
    tasks: 20,
    stopReasons: [reason('oom', true, 3, 1), reason('spot', true, 0, 2)],
    previousKnown: false,
  };
  it('compares with nothing rather than with too little', () => {
    expect(stopReasonRows(answer).map((row) => [row.cause, row.previous, row.change])).toEqual([
      ['oom', null, null],
    ]);
    expect(tasksSentence(answer)).toMatchObject({ key: 'abnormalOnly', abnormal: 3, previousAbnormal: null });
  });
});

describe('tasksSentence', () => {
  it('names the most frequent abnormal cause and compares with the period before', () => {
    const sentence = tasksSentence({
      tasks: 300,
      previousKnown: true,
      stopReasons: [
        reason('health_check', true, 4, 1),
        reason('oom', true, 12, 2),
        reason('deploy', false, 50, 50),
      ],
    });
    expect(sentence).toMatchObject({ key: 'abnormal', stops: 66, abnormal: 16, previousAbnormal: 3 });
    expect(sentence.top?.cause).toBe('oom');
  });
  it('is calm when every stop was as planned, and says so when there is no task at all', () => {
    expect(
      tasksSentence({ tasks: 5, previousKnown: true, stopReasons: [reason('deploy', false, 5, 5)] }).key,
    ).toBe('calm');
    expect(tasksSentence({ tasks: 0, previousKnown: true, stopReasons: [] }).key).toBe('none');
  });
});
