import type { Millis } from '../types.js';

/** A change that an incident makes to what a resource does, within [from, to). Pure: known before it is asked for. */
export interface Effect {
  /** What it changes; each metric asks for the names it knows. */
  name: EffectName;
  from: Millis;
  to: Millis;
  /** A factor or an amount, as the name has it. */
  value: number;
  /** How it comes and goes: at once, or rising over the whole window. */
  ramp: 'step' | 'rise' | 'bell';
}

type EffectName =
  | 'demand'
  | 'cpu'
  | 'memory'
  | 'connections'
  | 'latency'
  | 'iops'
  | 'storage-gib'
  | 'replica-lag'
  | 'freeable-memory'
  | 'swap-gib'
  | 'slot-lag-gib'
  | 'transaction-ids'
  | 'status-check'
  | 'network'
  | 'start-seconds'
  | 'cpu-percent'
  | 'down';

/** The strength in [0, 1] that an effect has at an instant. */
function strength(effect: Effect, at: Millis): number {
  if (at < effect.from || at >= effect.to) return 0;
  if (effect.ramp === 'step') return 1;
  const part = (at - effect.from) / (effect.to - effect.from);
  return effect.ramp === 'rise' ? part : Math.sin(Math.PI * part);
}

/** The effects of one resource. Lists stay short (a handful of incidents), so they are simply walked. */
export class Effects {
  private readonly list: Effect[] = [];

  add(effect: Effect): void {
    this.list.push(effect);
  }

  get all(): readonly Effect[] {
    return this.list;
  }

  /** Product of `1 + (value - 1) * strength` over the effects of that name. */
  factor(name: EffectName, at: Millis): number {
    let product = 1;
    for (const effect of this.list)
      if (effect.name === name) product *= 1 + (effect.value - 1) * strength(effect, at);
    return product;
  }

  /** Sum of `value * strength` over the effects of that name. */
  amount(name: EffectName, at: Millis): number {
    let sum = 0;
    for (const effect of this.list) if (effect.name === name) sum += effect.value * strength(effect, at);
    return sum;
  }

  /** Like `amount`, but what was reached stays after the effect ended: storage once written. */
  lasting(name: EffectName, at: Millis): number {
    let sum = 0;
    for (const effect of this.list) {
      if (effect.name !== name || at < effect.from) continue;
      sum += effect.value * Math.min(1, (at - effect.from) / (effect.to - effect.from));
    }
    return sum;
  }

  /** When the effect of that name began which is active at an instant. */
  startOf(name: EffectName, at: Millis): Millis | undefined {
    return this.list.find((effect) => effect.name === name && strength(effect, at) > 0)?.from;
  }

  isActive(name: EffectName, at: Millis): boolean {
    return this.startOf(name, at) !== undefined;
  }
}
