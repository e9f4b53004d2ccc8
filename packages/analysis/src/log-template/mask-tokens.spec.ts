import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskedTokens } from './mask-tokens.js';

const LINES: [string, string][] = [
  ['took 12 ms', 'took <*>'],
  ['sent 2048 bytes (2.0 KB) in <1 sec', 'sent <*> in <*>'],
  ['from 10.0.3.4:5432 to /10.0.3.5', 'from <*> to <*>'],
  ['GET https://a.example/x?y=1 200', 'GET <*> <*>'],
  ['id 0b9ca0f4-8d3e-4f3c-9c1e-2f0b6ad4a001 at 0x7ffe', 'id <*> at <*>'],
  ['host db.prod.example.com:5432 gone', 'host <*> gone'],
  ['wrote /var/log/app/today.log', 'wrote <*>'],
  ['at Sun Jul 10 03:55:15 2005', 'at <*>'],
  ['retry=3 of 5', 'retry=<*> of <*>'],
  ['digest 9f86d081884c7d65 kept', 'digest <*> kept'],
  ['http2 and sha256 stay words', 'http2 and sha256 stay words'],
  ['', ''],
];

describe('the words of a line', () => {
  it.each(LINES)('%s', (line, masked) => {
    expect(maskedTokens(line).join(' ')).toBe(masked);
  });

  it('are the same when they are masked again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), ...LINES.map(([line]) => fc.constant(line))), (line) => {
        const once = maskedTokens(line).join(' ');
        expect(maskedTokens(once).join(' ')).toBe(once);
      }),
    );
  });

  it.each(['a-', 'a.', '1 ', '1.', '/a', '0', 'x://', '1:1', '<1', 'Jan  1 '])(
    'are found in linear time in 200 kB of %s',
    (part) => {
      const began = performance.now();
      maskedTokens(part.repeat(200_000 / part.length));
      expect(performance.now() - began).toBeLessThan(200);
    },
  );
});
