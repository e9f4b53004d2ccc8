import { quantileOfSorted } from './quantile.js';

/** A robust line through points: a third of them may be outliers. */
export interface RobustLine {
  /** Change of y per unit of x. */
  slope: number;
  /** 90 % confidence interval of the slope (Sen 1968, from the variance of Kendall's statistic). */
  low: number;
  high: number;
  /** y at x = 0: the median of what each point says. */
  intercept: number;
  /** Points used. */
  count: number;
}

const Z_90 = 1.6449;

/**
 * Theil-Sen: median of the slopes of all pairs. NaN points are left out; null with fewer than three.
 * n(n-1)/2 slopes are sorted: meant for up to some hundred points.
 */
export function theilSen(x: ArrayLike<number>, y: ArrayLike<number>): RobustLine | null {
  const points: [number, number][] = [];
  for (let i = 0; i < y.length; i += 1) {
    const [at, value] = [x[i] as number, y[i] as number];
    if (at === at && value === value) points.push([at, value]);
  }
  const n = points.length;
  if (n < 3) return null;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let used = 0;
  for (let i = 0; i < n; i += 1) {
    const [xi, yi] = points[i] as [number, number];
    for (let j = i + 1; j < n; j += 1) {
      const [xj, yj] = points[j] as [number, number];
      if (xj !== xi) slopes[used++] = (yj - yi) / (xj - xi);
    }
  }
  if (used === 0) return null;
  const ascending = slopes.subarray(0, used).sort();
  const spread = Z_90 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const at = (rank: number): number => ascending[Math.min(Math.max(Math.round(rank), 0), used - 1)] as number;
  const slope = quantileOfSorted(ascending, 0.5);
  const rests = Float64Array.from(points, ([px, py]) => py - slope * px).sort();
  return {
    slope,
    low: at((used - spread) / 2),
    high: at((used + spread) / 2),
    intercept: quantileOfSorted(rests, 0.5),
    count: n,
  };
}
