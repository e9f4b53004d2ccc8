/** Checks that are looked back on, and the shares of weighted change where flapping starts and ends (Nagios Core 4). */
const CHECKS = 21;
const STARTS_ABOVE = 0.2;
const ENDS_BELOW = 0.05;
/** The oldest change weighs 0.8, the newest 1.2. */
const OLDEST_WEIGHT = 0.8;
const WEIGHT_SPAN = 0.4;

/** Adds the newest check (whether it breached) to those before, as a string of 0 and 1, and forgets the oldest. */
export function withCheck(checks: string, breached: boolean): string {
  return (checks + (breached ? '1' : '0')).slice(-CHECKS);
}

/** Whether a rule flaps: how often its checks changed, newer changes weighing more, with a gap between start and end. */
export function flaps(checks: string, before: boolean): boolean {
  let changed = 0;
  for (let i = 1; i < checks.length; i += 1) {
    const age = CHECKS - checks.length + i - 1;
    const weight = OLDEST_WEIGHT + (WEIGHT_SPAN * age) / (CHECKS - 2);
    if (checks[i] !== checks[i - 1]) changed += weight;
  }
  const share = changed / (CHECKS - 1);
  return before ? share >= ENDS_BELOW : share > STARTS_ABOVE;
}
