import type { TargetHealth } from '../../../aws/index.js';

/** A target that turned, between two looks at its group. */
export interface TargetTurn {
  group: string;
  target: string;
  to: 'unhealthy' | 'healthy';
  reason: string | null;
  description: string | null;
  at: number;
}

interface Known {
  health: TargetHealth[];
  readAt: number;
  /** When each target (`address:port`) was first seen in its state (epoch ms); null: so it was at the first look. */
  since: Map<string, { state: string; at: number | null }>;
}

/** What is known of the targets of each group, by its ARN: AWS tells them one group at a time. */
export class TargetBook {
  private readonly known = new Map<string, Known>();
  private turns: TargetTurn[] = [];
  /** Groups to be read in every sweep, as the last look at their services had it. */
  urgent: ReadonlySet<string> = new Set();

  healthOf(group: string): readonly TargetHealth[] | null {
    return this.known.get(group)?.health ?? null;
  }

  readAt(group: string): number | undefined {
    return this.known.get(group)?.readAt;
  }

  /** When a target was first seen in its state; null where it was not seen otherwise. */
  sinceOf(group: string, target: string): number | null {
    return this.known.get(group)?.since.get(target)?.at ?? null;
  }

  isHurt(group: string): boolean {
    return (
      this.known.get(group)?.health.some(({ TargetHealth }) => TargetHealth?.State === 'unhealthy') ?? false
    );
  }

  note(group: string, health: TargetHealth[], now: number): void {
    const before = this.known.get(group)?.since;
    const since: Known['since'] = new Map();
    for (const one of health) {
      const target = targetKey(one);
      const state = one.TargetHealth?.State ?? 'unknown';
      const last = before?.get(target);
      since.set(target, last?.state === state ? last : { state, at: before ? now : null });
      const to = turnOf(last?.state, state);
      if (before && to) {
        const { Reason: reason = null, Description: description = null } = one.TargetHealth ?? {};
        this.turns.push({ group, target, to, reason, description, at: now });
      }
    }
    this.known.set(group, { health, readAt: now, since });
  }

  /** Turns that nobody was told of yet. */
  takeTurns(): TargetTurn[] {
    const { turns } = this;
    this.turns = [];
    return turns;
  }

  /** Forgets groups that are gone. */
  keep(groups: readonly string[]): void {
    const kept = new Set(groups);
    for (const arn of this.known.keys()) if (!kept.has(arn)) this.known.delete(arn);
  }
}

/** `address:port`, or `instance:port`. */
export function targetKey({ Target }: TargetHealth): string {
  return Target.Port === null ? Target.Id : `${Target.Id}:${Target.Port}`;
}

/** A new target that becomes healthy is ordinary; one that was unhealthy and answers again is told. */
function turnOf(before: string | undefined, now: string): TargetTurn['to'] | null {
  if (now === 'unhealthy' && before !== 'unhealthy') return 'unhealthy';
  return now === 'healthy' && before === 'unhealthy' ? 'healthy' : null;
}
