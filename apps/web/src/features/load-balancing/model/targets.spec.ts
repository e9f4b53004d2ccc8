import { describe, expect, it } from '@jest/globals';
import type { TargetAttributes } from '@danji/shared';
import { countTargets, worstFirst } from './targets';

const target = (id: string, state: string): TargetAttributes => ({
  id,
  port: 8080,
  zone: null,
  state,
  reason: null,
  description: null,
  taskId: null,
  since: null,
});

describe('targets of a group', () => {
  const targets = [
    target('10.0.0.1', 'healthy'),
    target('10.0.0.3', 'draining'),
    target('10.0.0.2', 'unhealthy'),
  ];
  it('are counted without those on their way out, and not at all where AWS did not say', () => {
    expect(countTargets(targets)).toEqual({
      healthy: 1,
      unhealthy: 1,
      initial: 0,
      draining: 1,
      registered: 2,
    });
    expect(countTargets(null)).toBeNull();
  });
  it('are listed worst first', () => {
    expect(worstFirst(targets).map(({ state }) => state)).toEqual(['unhealthy', 'draining', 'healthy']);
  });
});
