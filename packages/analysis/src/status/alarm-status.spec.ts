import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../message/render.js';
import { alarmStatus, type AlarmStatusFacts } from './alarm-status.js';

describe('the status of an alarm', () => {
  const calm: AlarmStatusFacts = {
    state: 'OK',
    since: 0,
    scaling: false,
    actionsEnabled: true,
    metric: 'CPUUtilization',
    comparison: 'GreaterThanThreshold',
    threshold: 80,
  };
  const cases: [string, Partial<AlarmStatusFacts>, string, string[]][] = [
    ['nothing to say', {}, 'ok', []],
    ['a threshold crossed', { state: 'ALARM' }, 'critical', ['alarm_raised_on']],
    ['a composite rule met', { state: 'ALARM', metric: null }, 'critical', ['alarm_raised']],
    ['a scaling policy at work', { state: 'ALARM', scaling: true }, 'info', ['alarm_scaling_on']],
    ['no data', { state: 'INSUFFICIENT_DATA' }, 'unknown', ['alarm_without_data']],
    ['its actions off', { actionsEnabled: false }, 'info', ['alarm_actions_off']],
    [
      'its actions off while it is raised',
      { state: 'ALARM', actionsEnabled: false },
      'critical',
      ['alarm_raised_on', 'alarm_actions_off'],
    ],
  ];
  it.each(cases)('with %s', (_what, facts, status, codes) => {
    const result = alarmStatus({ ...calm, ...facts });
    expect([result.status, result.reasons.map(({ code }) => code)]).toEqual([status, codes]);
  });

  it('names the condition in both languages', () => {
    const [first] = alarmStatus({ ...calm, state: 'ALARM' }).reasons;
    expect(renderBoth(first?.message ?? { key: '', params: {} })).toEqual({
      en: 'in ALARM: CPUUtilization > 80',
      ko: '경보 발생: CPUUtilization > 80',
    });
  });
});
