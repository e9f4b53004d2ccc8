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
    const rows = stopReasonRows([
      reason('deploy', false, 80, 40),
      reason('oom', true, 12, 0),
      reason('spot', true, 0, 9),
    ]);
    expect(rows.map((row) => [row.cause, row.change, row.ratio])).toEqual([
      ['oom', 12, null],
      ['spot', -9, -1],
      ['deploy', 40, 1],
    ]);
  });
  it('leaves out causes that never were', () => {
    expect(stopReasonRows([reason('oom', true, 0, 0)])).toEqual([]);
  });
});

describe('tasksSentence', () => {
  it('names the most frequent abnormal cause and compares with the period before', () => {
    const sentence = tasksSentence({
      tasks: 300,
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
    expect(tasksSentence({ tasks: 5, stopReasons: [reason('deploy', false, 5, 5)] }).key).toBe('calm');
    expect(tasksSentence({ tasks: 0, stopReasons: [] }).key).toBe('none');
  });
});
