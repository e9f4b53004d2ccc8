/** What a rollout may do to the number of tasks. */
export interface Bounds {
  /** Tasks that must stay healthy, rounded up as ECS does. */
  lower: number;
  /** Tasks that may run at once, rounded down. */
  upper: number;
  /** Old tasks that may stop before new ones are healthy. */
  mayStopFirst: number;
  /** New tasks that may start beside the old ones. */
  mayStartBeside: number;
}

/** Source: ECS deployment configuration, minimumHealthyPercent rounds up and maximumPercent rounds down. */
export function rolloutBounds(desired: number, minimumPercent: number, maximumPercent: number): Bounds {
  const lower = Math.ceil((desired * minimumPercent) / 100);
  const upper = Math.floor((desired * maximumPercent) / 100);
  return {
    lower,
    upper,
    mayStopFirst: Math.max(0, desired - lower),
    mayStartBeside: Math.max(0, upper - desired),
  };
}

export type BoundsKind = 'stuck' | 'startFirst' | 'stopFirst' | 'both';

/** Which way a rollout replaces tasks; `stuck` is a pair of percentages that lets nothing move. */
export function boundsKind(bounds: Bounds): BoundsKind {
  const { mayStopFirst, mayStartBeside } = bounds;
  if (mayStopFirst === 0 && mayStartBeside === 0) return 'stuck';
  if (mayStopFirst === 0) return 'startFirst';
  return mayStartBeside === 0 ? 'stopFirst' : 'both';
}
