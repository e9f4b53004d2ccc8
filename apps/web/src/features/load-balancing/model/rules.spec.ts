import { describe, expect, it } from '@jest/globals';
import { listenerName, rulesTo, shareOf, type Rule } from './rules';

const rule = (weights: Record<string, number | null>): Rule => ({
  priority: '10',
  conditions: [{ field: 'path-pattern', values: ['/checkout/*'] }],
  action: 'forward',
  targetGroups: Object.entries(weights).map(([id, weight]) => ({ id, resourceId: null, weight })),
});

describe('rules of a listener', () => {
  it('are found by the group that they forward to', () => {
    const listeners = [
      { port: 443, protocol: 'HTTPS', sslPolicy: null, rules: [rule({ a: 100, b: 0 }), rule({ c: null })] },
      { port: 80, protocol: 'HTTP', sslPolicy: null, rules: null },
    ];
    expect(rulesTo(listeners, 'b').map(({ key }) => key)).toEqual(['HTTPS :443 10']);
    expect(listenerName({ protocol: 'TCP', port: null })).toBe('TCP');
  });
  it('give each group its share of the requests', () => {
    expect(shareOf(rule({ a: 90, b: 10 }), 'b')).toBe(0.1);
    expect(shareOf(rule({ a: 100, b: 0 }), 'b')).toBe(0);
    expect(shareOf(rule({ a: null }), 'a')).toBe(1);
    expect(shareOf(rule({ a: null, b: null }), 'a')).toBeNull();
    expect(shareOf(rule({ a: 1 }), 'z')).toBe(0);
  });
});
