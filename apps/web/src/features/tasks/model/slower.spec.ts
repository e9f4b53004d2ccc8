import { describe, expect, it } from '@jest/globals';
import { slower } from './slower';

describe('slower', () => {
  it('says so when half or nine in ten take noticeably longer', () => {
    expect(slower({ p50: 30, p90: 60 }, { p50: 20, p90: 60 })).toBe('slower');
    expect(slower({ p50: 20, p90: 90 }, { p50: 20, p90: 60 })).toBe('slower');
    expect(slower({ p50: 10, p90: 90 }, { p50: 20, p90: 60 })).toBe('slower');
  });
  it('says faster when some are and none is slower', () => {
    expect(slower({ p50: 10, p90: 60 }, { p50: 20, p90: 60 })).toBe('faster');
  });
  it('says nothing of a second, of a few percent, and of what is not known', () => {
    expect(slower({ p50: 2, p90: 3 }, { p50: 1, p90: 2 })).toBe('same');
    expect(slower({ p50: 105, p90: 205 }, { p50: 100, p90: 200 })).toBe('same');
    expect(slower({ p50: null, p90: null }, { p50: 1, p90: 2 })).toBe('same');
  });
});
