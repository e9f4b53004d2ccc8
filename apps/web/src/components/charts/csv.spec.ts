import { describe, expect, it } from '@jest/globals';
import { toCsv } from './csv';
import { prepareSteps } from './prepare-steps';
import { sparkPath } from './sparkline';

describe('CSV', () => {
  it('has the drawn buckets unrounded, a byte order mark, and no cell that a spreadsheet would run', () => {
    const model = prepareSteps(0, 60_000, [
      {
        id: 'a',
        label: '=HYPERLINK("x")',
        colour: 1,
        look: 'line',
        points: [{ at: new Date(0).toISOString(), value: 1.23456 }],
      },
    ]);
    expect(toCsv(model)).toBe(
      '\uFEFFtime,"\'=HYPERLINK(""x"")"\r\n1970-01-01T00:00:00.000Z,1.23456\r\n1970-01-01T00:01:00.000Z,1.23456\r\n',
    );
  });
});

describe('the path of a small line', () => {
  it('breaks at null and shows a lone point', () => {
    expect(sparkPath([0, 10, null, 5], 30, 13, 10)).toBe('M0.0 11.5L10.0 1.5M30.0 6.5h0.01');
  });
});
