export interface Step {
  /** Epoch ms; the value holds until the next step. */
  at: number;
  value: number;
}

export interface ScalingChange {
  at: number;
  from: number | null;
  to: number | null;
}

/** Keeps the steps of [from, to): the one that holds at `from` moved there, then each change. */
export function clip(steps: readonly Step[], from: number, to: number): Step[] {
  const before = steps.findLast((step) => step.at <= from);
  const kept = before === undefined ? [] : [{ at: from, value: before.value }];
  for (const step of steps) {
    if (step.at > from && step.at < to && kept.at(-1)?.value !== step.value) kept.push(step);
  }
  return kept;
}

/**
 * The desired count before anybody looked: what each scaling activity set, and before the first one what it began
 * from. Without any activity a rollout's count holds since the rollout began, for nothing automatic changed it.
 * @param observedFrom epoch ms of the first look, from which on looks are believed
 */
export function desiredBefore(
  observedFrom: number,
  earliest: number,
  changes: readonly ScalingChange[],
  deployments: readonly Step[],
): Step[] {
  const past = changes.filter((change) => change.at < observedFrom && change.to !== null);
  const [first] = past;
  if (first === undefined) return deployments.filter((step) => step.at < observedFrom);
  const begin = first.from === null ? [] : [{ at: Math.min(earliest, first.at), value: first.from }];
  return [...begin, ...past.map((change) => ({ at: change.at, value: change.to as number }))];
}

/** Steps of a count that is published each minute; a minute without a value ends nothing. */
export function countSteps(starts: ArrayLike<number>, values: ArrayLike<number>): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    const rounded = Math.round(value);
    if (steps.at(-1)?.value !== rounded) steps.push({ at: starts[i] as number, value: rounded });
  }
  return steps;
}
