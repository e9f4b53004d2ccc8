import { describe, expect, it } from '@jest/globals';
import type { ResourceItem } from '@danji/shared';
import { alarmRows } from './alarm-row';

const alarm = (
  name: string,
  state: string,
  over: Record<string, unknown> = {},
  parentName = 'a',
): ResourceItem =>
  ({
    id: name,
    name,
    state,
    parentName,
    attributes: {
      type: 'metric',
      description: null,
      stateReason: null,
      stateSince: '2026-11-25T00:00:00.000Z',
      stateUpdatedAt: null,
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      dimensions: {},
      stat: 'Average',
      periodSeconds: 60,
      comparison: 'GreaterThanThreshold',
      threshold: 80,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: 'missing',
      expression: null,
      actionsEnabled: true,
      actions: [],
      scaling: false,
      subjectId: null,
      ...over,
    },
  }) as unknown as ResourceItem;

describe('the rows of alarms', () => {
  it('begin with those in ALARM, then those without data, by what they watch', () => {
    const { own } = alarmRows([
      alarm('d', 'OK'),
      alarm('c', 'ALARM', {}, 'z'),
      alarm('b', 'INSUFFICIENT_DATA'),
      alarm('a', 'ALARM', {}, 'b'),
    ]);
    expect(own.map(({ name }) => name)).toEqual(['a', 'c', 'b', 'd']);
  });

  it('keep those of scaling apart', () => {
    const { own, scaling } = alarmRows([alarm('a', 'ALARM', { scaling: true }), alarm('b', 'OK')]);
    expect([own.length, scaling.map(({ name }) => name)]).toEqual([1, ['a']]);
  });

  it('keep an alarm whose form is not known', () => {
    const { own } = alarmRows([alarm('a', 'OK', { type: 'new' })]);
    expect(own).toMatchObject([{ name: 'a', details: null, since: null }]);
  });
});
