import { describe, expect, it } from '@jest/globals';
import { toEntry } from './entry-text.js';

describe('a line of what people did', () => {
  it('says until when somebody snoozed, on the clock of the reader', () => {
    const entry = toEntry(
      {
        id: 'snoozed.1',
        at: new Date('2026-11-27T21:50:00.000Z'),
        kind: 'snoozed',
        actor: 'Omar',
        params: { until: '2026-11-27T22:20:17.307Z' },
      },
      'Asia/Seoul',
    );
    expect(entry.text).toEqual({
      en: 'Snoozed until 28 Nov, 07:20 GMT+9',
      ko: '11월 28일 07:20 GMT+9까지 미룸',
    });
  });
});
