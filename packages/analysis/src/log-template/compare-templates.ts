/** How often something was seen under the old and the new revision, and how much both wrote in all. */
export interface TemplatePair {
  old: number;
  new: number;
}

export const TEMPLATE_CHANGES = ['new', 'vanished', 'more', 'less', 'same', 'unknown'] as const;
export type TemplateChange = (typeof TEMPLATE_CHANGES)[number];

/** Fewer lines of a revision in all say nothing about what it does not write. */
const LEAST_LINES = 100;
/** Expected lines from which their absence is no chance: e^-7 is less than one in a thousand (Poisson). */
const SURE_ABSENCE = 7;
/** A share that at least doubled or halved, and by more than three standard errors. */
const LEAST_FACTOR = 2;
const STANDARD_ERRORS = 3;

/**
 * What became of a template between two revisions. Shares of all lines are compared, not counts: a revision that ran for
 * ten minutes on one task writes less than one that ran for a day on eight. `unknown` where either wrote too little.
 */
export function templateChange(seen: TemplatePair, all: TemplatePair): TemplateChange {
  if (all.old < LEAST_LINES || all.new < LEAST_LINES) {
    // That it was never written before is a fact as soon as the old one wrote enough.
    return seen.new > 0 && seen.old === 0 && all.old >= LEAST_LINES ? 'new' : 'unknown';
  }
  if (seen.old === 0) return seen.new > 0 ? 'new' : 'unknown';
  const expected = (seen.old / all.old) * all.new;
  if (seen.new === 0) return expected >= SURE_ABSENCE ? 'vanished' : 'same';
  const factor = seen.new / expected;
  const error = Math.sqrt(expected + (seen.old * all.new ** 2) / all.old ** 2);
  if (Math.abs(seen.new - expected) < STANDARD_ERRORS * error) return 'same';
  if (factor >= LEAST_FACTOR) return 'more';
  return factor <= 1 / LEAST_FACTOR ? 'less' : 'same';
}
