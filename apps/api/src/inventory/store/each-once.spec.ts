import { describe, expect, it } from '@jest/globals';
import type { Observed } from '../observed.js';
import { eachOnce } from './each-once.js';

const alarm = (id: string, state: string): Observed => ({ kind: 'alarm', id, state }) as Observed;

describe('a resource that two pages of a list name', () => {
  it('is there once, as the later page says', () => {
    const seen = eachOnce([alarm('a', 'OK'), alarm('b', 'OK'), alarm('a', 'ALARM')]);
    expect(seen.map(({ id, state }) => `${id} ${state}`)).toEqual(['a ALARM', 'b OK']);
  });
});
