import { describe, expect, it } from '@jest/globals';
import { revisionPairs } from './revision-pairs';

const items = [
  {
    revisions: [
      { revision: 412, count: 9 },
      { revision: null, count: 1 },
    ],
  },
  {
    revisions: [
      { revision: 410, count: 2 },
      { revision: 411, count: 4 },
    ],
  },
];

describe('revisions whose lines can be compared', () => {
  it('are those that wrote, each with the one before it', () => {
    expect(revisionPairs(items, null)).toEqual([
      { revision: 412, against: 411 },
      { revision: 411, against: 410 },
    ]);
  });

  it('are none where one revision wrote everything', () => {
    expect(revisionPairs(items.slice(0, 1), null)).toEqual([]);
  });

  it('hold the pair of the address, whatever it is', () => {
    expect(revisionPairs(items, { revision: 412, against: null })[0]).toEqual({
      revision: 412,
      against: null,
    });
  });
});
