import { describe, expect, it } from '@jest/globals';
import { compilePattern, PatternError, runPattern } from './index.js';

/** A small generator with a seed, so that a failure can be run again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const ATOMS = ['a', 'b', 'c', '.', '[ab]', '[^a]', '\\d', '\\w', '[a-c0]', '-', '^', '$'];
const COUNTS = ['*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,}', '{1,}?'];

/** A pattern without a repetition whose body may be empty: there alone the two languages may save other groups. */
function pattern(random: () => number, depth: number): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const atom = (): string => {
    if (depth > 0 && random() < 0.3) {
      const inner = pattern(random, depth - 1);
      return random() < 0.5 ? `(?:${inner})` : `(${inner})`;
    }
    const one = pick(ATOMS);
    return one !== '^' && one !== '$' && random() < 0.4 ? one + pick(COUNTS) : one;
  };
  const sequence = (): string => Array.from({ length: 1 + Math.floor(random() * 3) }, atom).join('');
  return random() < 0.25 ? `${sequence()}|${sequence()}` : sequence();
}

describe('a pattern that runs in linear time', () => {
  it('finds what a regular expression of JavaScript finds', () => {
    const random = generator(4711);
    for (let i = 0; i < 1500; i += 1) {
      const source = `${pattern(random, 2)}(?<commit>${pattern(random, 1)})${pattern(random, 1)}`;
      const text = Array.from(
        { length: Math.floor(random() * 9) },
        () => 'abc01-'[Math.floor(random() * 6)],
      ).join('');
      const own = runPattern(compilePattern(source), text);
      const theirs = new RegExp(source).exec(text);
      const shown = theirs && [theirs.index, theirs[0], theirs.groups?.['commit'] ?? null];
      expect([source, text, own && [own.index, own.text, own.groups['commit']]]).toEqual([
        source,
        text,
        shown,
      ]);
    }
  });

  it.each(['(a+)+$', '(a|a)*$', '(a|aa)+$', '(.*)(.*)(.*)(.*)(.*)=$', '(?:a?){60}a{60}$'])(
    'takes %s on a long text in no time, where backtracking never ends',
    (source) => {
      const started = performance.now();
      runPattern(compilePattern(source), `${'a'.repeat(400)}!`);
      expect(performance.now() - started).toBeLessThan(1500);
    },
  );

  it.each([
    ['(?=a)', 'look-around'],
    ['(?<!a)b', 'look-around'],
    ['(a)\\1', 'back-references'],
    ['\\bword', 'not'],
    ['a**', 'repetition'],
    ['*a', 'repeats nothing'],
    ['(a', 'closed'],
    ['a)', 'not opened'],
    ['[a', ']'],
    ['[z-a]', 'range'],
    ['a{5,2}', 'wrong way'],
    ['a{101}', '100'],
    ['(?:(?:a{100}){100})', 'too large'],
    ['x'.repeat(301), '300'],
    ['('.repeat(30) + ')'.repeat(30), 'nested'],
    ['^*', 'anchor'],
    ['a\\', 'backslash'],
  ])('does not take %s, and says why', (source, why) => {
    expect(() => compilePattern(source)).toThrow(PatternError);
    expect(() => compilePattern(source)).toThrow(why);
  });
});
