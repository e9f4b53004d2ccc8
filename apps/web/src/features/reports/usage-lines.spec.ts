import { describe, expect, it } from '@jest/globals';
import type { ReviewFigure } from '@danji/shared';
import { usageLines } from './usage-lines';

const figure = (dimension: ReviewFigure['dimension'], unknown: ReviewFigure['unknown']): ReviewFigure => {
  const value = unknown === null ? 40 : null;
  return { dimension, unknown, p50: value, p95: value, max: value } as ReviewFigure;
};
const read = (...figures: ReviewFigure[]): string[] =>
  usageLines(figures).map((line) =>
    'known' in line ? line.known.dimension : line.unknown.map(({ dimension }) => dimension).join(' + '),
  );

describe('the lines of a resource in a table of use', () => {
  it('are one for each figure that is known, and one for those that nothing reads', () => {
    const host = [figure('memory', 'not_collected'), figure('cpu', null), figure('storage', 'not_collected')];
    expect(read(...host)).toEqual(['cpu', 'memory + storage']);
  });

  it('tell different reasons apart, and leave out what it does not have', () => {
    const database = [
      figure('cpu', 'no_data'),
      figure('storage', 'not_applicable'),
      figure('connections', 'no_size'),
    ];
    expect(read(...database)).toEqual(['cpu', 'connections']);
  });

  it('are one where it has nothing of all, so that its name stays', () => {
    const empty = [figure('cpu', 'not_applicable'), figure('memory', 'not_applicable')];
    expect(read(...empty)).toEqual(['cpu + memory']);
  });
});
