import type { ForecastMethod } from '../../../packages/analysis/dist/index.js';
import { middle } from './middle.ts';

const ALPHAS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7];

/**
 * The median of each phase of the season, with what is left smoothed exponentially: alpha is the one of a grid whose
 * one-step errors are least.
 */
export function seasonalSmoothing(season: number): ForecastMethod {
  return (history, horizon) => {
    const profile = profileOf(history, season);
    const rest = Float64Array.from(history, (value, i) => value - (profile[i % season] as number));
    let best = { errors: Infinity, level: NaN };
    for (const alpha of ALPHAS) {
      const smoothed = smooth(rest, alpha);
      if (smoothed.errors < best.errors) best = smoothed;
    }
    const { level } = best;
    return Float64Array.from(
      { length: horizon },
      (_, i) => level + (profile[(history.length + i) % season] as number),
    );
  };
}

function smooth(values: Float64Array, alpha: number): { errors: number; level: number } {
  let level = NaN;
  let errors = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(level)) level = value;
    const error = value - level;
    errors += error * error;
    level += alpha * error;
  }
  return { errors, level };
}

/** The median of each phase of a season. */
function profileOf(history: ArrayLike<number>, season: number): number[] {
  const phases: number[][] = Array.from({ length: season }, () => []);
  for (let i = 0; i < history.length; i += 1) phases[i % season]?.push(history[i] as number);
  return phases.map((values) => middle(values));
}
