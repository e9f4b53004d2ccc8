import type { TargetAttributes } from '@danji/shared';

export interface TargetCounts {
  healthy: number;
  unhealthy: number;
  initial: number;
  draining: number;
  /** All that are not draining. */
  registered: number;
}

/** Targets by what they are to traffic; null where AWS did not say. */
export function countTargets(targets: readonly TargetAttributes[] | null): TargetCounts | null {
  if (targets === null) return null;
  const of = (test: (state: string) => boolean): number => targets.filter(({ state }) => test(state)).length;
  const draining = of((state) => state.endsWith('draining'));
  return {
    healthy: of((state) => state === 'healthy'),
    unhealthy: of((state) => state === 'unhealthy'),
    initial: of((state) => state === 'initial'),
    draining,
    registered: targets.length - draining,
  };
}

const ORDER = ['unhealthy', 'unhealthy.draining', 'unavailable', 'initial', 'draining', 'unused', 'healthy'];

/** Worst first, then by address. */
export function worstFirst(targets: readonly TargetAttributes[]): TargetAttributes[] {
  const rank = (state: string): number => {
    const at = ORDER.indexOf(state);
    return at === -1 ? 0 : at;
  };
  return [...targets].sort((a, b) => rank(a.state) - rank(b.state) || a.id.localeCompare(b.id));
}
