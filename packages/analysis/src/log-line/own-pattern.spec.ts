import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileOwnPattern } from './own-pattern.js';

const hide = (pattern: string, line: string): string => compileOwnPattern({ name: 'x', pattern })(line).text;

const FOUND: [pattern: string, line: string, hidden: string][] = [
  ['EMP-\\d{6}', 'by EMP-123456, EMP-99 not', 'by [x], EMP-99 not'],
  ['cust_[a-z0-9]+', 'cust_9ab, cust_', '[x], cust_'],
  ['(?:고객|회원)번호 ?[0-9]+', '회원번호 77 확인', '[x] 확인'],
  ['\\bid=[^&\\s]{3,8}', 'id=abcdef&x=1 grid=abc', '[x]&x=1 grid=abc'],
  ['a|bc', 'abcd', '[x][x]d'],
  ['^secret', 'secret secret', '[x] secret'],
  ['x*y', 'xxy y x', '[x] [x] x'],
  ['[\\w.-]+@corp', 'to a.b-c@corp', 'to [x]'],
  ['\\$\\d+\\.\\d{2}', 'paid $12.50', 'paid [x]'],
];

const REFUSED: [pattern: string, problem: RegExp][] = [
  ['', /Write a pattern/],
  ['a*', /matches nothing/],
  ['(a', /not closed/],
  ['a)', /closes nothing/],
  ['[a', /not closed/],
  ['(?=a)b', /Look-around/],
  ['(a)\\1', /not understood/],
  ['*a', /nothing to repeat/],
  ['a{3,2}', /larger/],
  ['a{500}', /at most/],
  ['((a{100}){100}){100}', /repeats too much/],
  ['a'.repeat(300), /at most/],
];

describe("a pattern of one's own", () => {
  it.each(FOUND)('%s in "%s"', (pattern, line, hidden) => {
    expect(hide(pattern, line)).toBe(hidden);
  });

  it.each(REFUSED)('%s is refused with the reason', (pattern, problem) => {
    expect(() => compileOwnPattern({ name: 'x', pattern })).toThrow(problem);
  });

  it("finds what the language's own expressions find, the longest at each place", () => {
    const atoms = fc.constantFrom('a', 'b', '[ab]', 'a?', 'b+', '(?:a|bb)', '\\d', 'a{1,2}');
    fc.assert(
      fc.property(
        fc.array(atoms, { minLength: 1, maxLength: 4 }),
        fc.stringMatching(/^[ab1 ]{0,12}$/),
        (parts, line) => {
          const pattern = parts.join('');
          if (new RegExp(`^(?:${pattern})$`).test('')) return;
          const own = compileOwnPattern({ name: 'x', pattern })(line);
          expect(own.count > 0).toBe(new RegExp(pattern).test(line));
          expect(new RegExp(pattern).test(own.text.replaceAll('[x]', '_'))).toBe(false);
        },
      ),
    );
  });

  it.each(['(a+)+b', '(a|aa)+c', '(?:[a-z]+)*1', 'a*a*a*a*b'])(
    '%s takes no long time for a hostile line',
    (pattern) => {
      const own = compileOwnPattern({ name: 'x', pattern });
      const began = performance.now();
      own('a'.repeat(8_000));
      expect(performance.now() - began).toBeLessThan(3_000);
    },
  );
});
