import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../message/render.js';
import { exitCodeMeaning } from './exit-codes.js';

describe('the meaning of an exit code', () => {
  it.each([
    [0, null, false, 'without an error'],
    [1, null, true, 'reported an error'],
    [127, null, true, 'not found'],
    [134, null, true, 'SIGABRT'],
    [137, null, true, 'stopTimeout'],
    [137, 'OutOfMemoryError: Container killed due to memory usage', true, 'memory'],
    [139, null, true, 'SIGSEGV'],
    [143, null, false, 'no error'],
    [130, null, true, 'signal 2'],
    [255, null, true, '-1 (255)'],
    [42, null, true, 'code 42'],
    [null, null, false, 'never started'],
  ])('of %s (%s): error %s', (code, reason, error, words) => {
    const meaning = exitCodeMeaning(code, reason);
    expect(meaning.error).toBe(error);
    expect(renderBoth(meaning.meaning).en).toContain(words);
  });
});
