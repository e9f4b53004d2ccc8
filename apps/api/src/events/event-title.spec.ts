import { describe, expect, it } from '@jest/globals';
import { SERVICE_EVENT_TYPES } from '@danji/analysis';
import { eventTitle } from './event-title.js';

const MESSAGE = '(service checkout) said something that only AWS would say.';

const titled = (type: string) =>
  eventTitle({ kind: 'service_event', type, name: 'checkout', message: MESSAGE, params: {}, count: 1 });

describe('the title of a service event', () => {
  it.each(SERVICE_EVENT_TYPES.filter((type) => type !== 'other'))(
    'of type %s is said in both languages',
    (type) => {
      const { en, ko } = titled(type);
      expect([en, ko]).not.toContain(MESSAGE);
      expect(en).toContain('checkout');
      expect(ko).toMatch(/[가-힣]/);
    },
  );

  it('names the instance that fitted best, and what it lacked', () => {
    const params = { containerInstance: '476c4f39', reason: 'has insufficient memory available' };
    const { en, ko } = eventTitle({
      kind: 'service_event',
      type: 'placement_failed',
      name: 'checkout',
      message: MESSAGE,
      params,
      count: 1,
    });
    expect(en).toBe(
      'checkout could not place a task: closest instance 476c4f39 has insufficient memory available',
    );
    expect(ko).toContain('476c4f39 has insufficient memory available');
  });

  it("keeps AWS's words where the text is not in the catalogue", () => {
    expect(titled('other')).toEqual({ en: MESSAGE, ko: MESSAGE });
  });
});
