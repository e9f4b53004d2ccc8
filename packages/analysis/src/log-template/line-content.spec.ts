import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineContent } from './line-content.js';

const LINES: [string, string][] = [
  ['{"level":30,"time":1,"msg":"order 7 accepted"}', 'order 7 accepted'],
  ['{"severity":"ERROR","message":"gone"}', 'gone'],
  ['{"a":1,"b":2}', 'a= b='],
  ['{"msg":"cut', '{"msg":"cut'],
  [
    '2026-11-23 14:07:01.123  WARN 1 --- [nio-8080-exec-3] c.d.Handler : slow',
    '1 --- [nio-8080-exec-3] c.d.Handler : slow',
  ],
  ['2026-11-23 14:07:01,123 - search.api - INFO - ready', '- search.api - INFO - ready'],
  ['2026-11-23T14:07:01Z [error] no stock', 'no stock'],
  [
    '2022-10-05 19:05:19 UTC:52.95.4.1(6461):postgres@labdb:[6144]:LOG:  checkpoint starting: time',
    'checkpoint starting: time',
  ],
  ['2022-10-05 19:05:19 UTC::@:[355]:LOG:  checkpoint starting: time', 'checkpoint starting: time'],
  ['INFO', 'INFO'],
  ['', ''],
];

describe('what a line says', () => {
  it.each(LINES)('%s', (line, content) => {
    expect(lineContent(line)).toBe(content);
  });

  it('is there for any line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        expect(typeof lineContent(line)).toBe('string');
      }),
    );
  });
});
