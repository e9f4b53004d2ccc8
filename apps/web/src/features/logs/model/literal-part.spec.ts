import { describe, expect, it } from '@jest/globals';
import { literalPart } from './literal-part';

describe('the part of a template that lines are searched by', () => {
  it.each([
    ['order <*> accepted for user <*>', 'accepted for user'],
    ['<*> <*>', ''],
    ['ready', 'ready'],
    ['took <*> ms, key=<*>', 'ms, key='],
  ])('%s', (template, part) => {
    expect(literalPart(template)).toBe(part);
  });
});
