import { describe, expect, it } from '@jest/globals';
import { toEntry } from './entry-text.js';
import type { EntryRow } from './incident.repository.js';

const lineOf = (kind: EntryRow['kind'], params: EntryRow['params']) =>
  toEntry({ id: '1', at: new Date('2026-11-27T21:50:00.000Z'), kind, actor: 'Omar', params }, 'Asia/Seoul');

describe('a line of what people did', () => {
  it('says until when somebody snoozed, on the clock of the reader', () => {
    expect(lineOf('snoozed', { until: '2026-11-27T22:20:17.307Z' }).text).toEqual({
      en: 'Snoozed until 28 Nov, 07:20 GMT+9',
      ko: '11월 28일 07:20 GMT+9까지 미룸',
    });
  });

  it('tells an alert that was withdrawn from one that is good again', () => {
    const params = { rule: 'tasks_stopping_abnormally' };
    expect(lineOf('alert_resolved', params).text.en).toMatch(/^Good again: ./);
    expect(lineOf('alert_resolved', { ...params, withdrawn: true }).text.en).toMatch(/^Withdrawn .*: ./);
  });

  it('tells who has an incident from nobody', () => {
    expect(lineOf('assigned', { owner: 'Mina' }).text).toEqual({ en: 'Taken by Mina', ko: '담당자: Mina' });
    expect(lineOf('assigned', {}).text).toEqual({ en: 'Nobody has it', ko: '담당자 없음' });
  });

  it('says of two incidents that became one which of them went on', () => {
    expect(lineOf('merged', {}).text.en).toBe('Took over another incident');
    expect(lineOf('merged', { into: 'x' }).text.en).toBe('Taken over by another incident');
  });
});
