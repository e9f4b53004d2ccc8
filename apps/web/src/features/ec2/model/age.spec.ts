import { describe, expect, it } from '@jest/globals';
import { compareVersions, imageAge, newestVersion } from './age';

const NOW = Date.parse('2026-11-20T00:00:00Z');

describe('the age of an image', () => {
  it('is counted in whole days and old after half a year', () => {
    expect(imageAge('2026-11-18T12:00:00Z', NOW)).toEqual({ days: 1, old: false });
    expect(imageAge('2026-05-23T00:00:00Z', NOW)).toEqual({ days: 181, old: true });
  });
  it('is unknown where AWS does not say', () => {
    expect(imageAge(null, NOW)).toBeNull();
    expect(imageAge('soon', NOW)).toBeNull();
  });
});

describe('agent versions', () => {
  it('are compared by number, part by part', () => {
    expect(newestVersion(['1.99.9', '1.100.0', null, '1.9.0'])).toBe('1.100.0');
    expect(compareVersions('1.89.2', '1.89.2')).toBe(0);
    expect(newestVersion([null])).toBeNull();
  });
});
