import type { ChartModel } from './model';
import { linear } from './scale';

/** Pixels around the plot area; the same for every chart, so that instants stand under each other on a page. */
export const PAD = { left: 44, right: 12, top: 18, bottom: 18 } as const;

export interface Geometry {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (at: number) => number;
  y: (value: number) => number;
  /** The instant under a pixel, within the range. */
  at: (x: number) => number;
}

export function geometryOf(model: ChartModel, width: number, height: number): Geometry {
  const [left, right] = [PAD.left, Math.max(PAD.left + 10, width - PAD.right)];
  const [top, bottom] = [PAD.top, height - PAD.bottom];
  const x = linear([model.from, model.to], [left, right]);
  const inverse = linear([left, right], [model.from, model.to]);
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x,
    y: linear(model.yDomain, [bottom, top]),
    at: (pixel) => Math.min(model.to, Math.max(model.from, inverse(pixel))),
  };
}

/** The grid index whose bucket holds an instant (a step chart: the last change before it); -1 before the first. */
export function indexAt(grid: readonly number[], at: number): number {
  let [low, high] = [0, grid.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (grid[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
