import { describe, expect, it } from '@jest/globals';
import { boundsKind, rolloutBounds } from './rollout-bounds';

describe('what minimum and maximum percent allow', () => {
  it('rounds the minimum up and the maximum down', () => {
    expect(rolloutBounds(3, 50, 150)).toEqual({ lower: 2, upper: 4, mayStopFirst: 1, mayStartBeside: 1 });
  });

  it.each([
    [12, 100, 200, 'startFirst'],
    [4, 50, 100, 'stopFirst'],
    [4, 50, 200, 'both'],
    [1, 100, 150, 'stuck'],
  ])('%i tasks at %i/%i: %s', (desired, minimum, maximum, kind) => {
    expect(boundsKind(rolloutBounds(desired, minimum, maximum))).toBe(kind);
  });
});
