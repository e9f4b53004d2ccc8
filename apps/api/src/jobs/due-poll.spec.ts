import { describe, expect, it } from '@jest/globals';
import { duePoll } from './due-poll.js';

describe('what a poll asks for', () => {
  it.each([
    ['everything at the first time', Infinity, Infinity, 300, 'all'],
    ['everything when its turn has come, give or take half a minute', 275, 40, 300, 'all'],
    ['what is hot in between', 120, 60, 300, 'hot'],
    ['what is hot a minute after everything', 60, Infinity, 300, 'hot'],
    ['what is hot half a minute before its minute is over', 120, 30, 300, 'hot'],
    ['nothing right after everything', 5, Infinity, 300, 'none'],
    ['nothing right after what is hot', 120, 10, 300, 'none'],
    ['everything each minute where that is the interval', 58, Infinity, 60, 'all'],
    ['nothing twice in the same minute', 10, Infinity, 60, 'none'],
  ] as const)('%s', (_what, sinceAll, sinceHot, pollSeconds, due) => {
    expect(duePoll({ sinceAll, sinceHot, pollSeconds })).toBe(due);
  });
});
