import { MINUTE } from '../calendar.js';
import type { HostState } from '../simulation/host-state.js';
import type { Millis } from '../types.js';
import type { LoadModel } from './load-model.js';

const SLOT = 5 * MINUTE;

interface Ledger {
  begins: Millis;
  usage: number[];
  balance: number[];
  surplus: number[];
  charged: number[];
}

/**
 * CPU credits of T instances (unlimited mode): an integral over the instance's whole life, so it is carried forward
 * slot by slot and kept. Earned per hour and the ceiling come from the type; a surplus is paid back by later earnings
 * and charged beyond a day's worth (EC2 user guide).
 */
export class CreditLedger {
  private readonly ledgers = new Map<string, Ledger>();

  constructor(
    private readonly load: LoadModel,
    private readonly beginsAt: Millis,
  ) {}

  /** The slot that begins at `at`, or undefined while it is not settled or the instance was not up. */
  slot(
    host: HostState,
    at: Millis,
  ): { usage: number; balance: number; surplus: number; charged: number } | undefined {
    if (!this.load.isSettled(at / MINUTE + 4) || !this.load.hostWasUp(host, at, SLOT)) return undefined;
    const ledger = this.ledger(host);
    const index = (at - ledger.begins) / SLOT;
    if (index < 0) return undefined;
    while (ledger.usage.length <= index) this.carry(host, ledger);
    return {
      usage: ledger.usage[index] ?? 0,
      balance: ledger.balance[index] ?? 0,
      surplus: ledger.surplus[index] ?? 0,
      charged: ledger.charged[index] ?? 0,
    };
  }

  private ledger(host: HostState): Ledger {
    let ledger = this.ledgers.get(host.id);
    if (!ledger) {
      const from = Math.max(this.beginsAt, host.launchedAt);
      ledger = { begins: Math.ceil(from / SLOT) * SLOT, usage: [], balance: [], surplus: [], charged: [] };
      this.ledgers.set(host.id, ledger);
    }
    return ledger;
  }

  private carry(host: HostState, ledger: Ledger): void {
    const { perHour, max } = host.type.credits ?? { perHour: 0, max: 0 };
    const index = ledger.usage.length;
    const minute = (ledger.begins + index * SLOT) / MINUTE;
    let usage = 0;
    for (let i = 0; i < 5; i++) usage += (this.load.hostUnits(host, minute + i) ?? 0) / 1024;
    const before = (ledger.balance[index - 1] ?? max * 0.6) - (ledger.surplus[index - 1] ?? 0);
    const after = Math.min(max, before + perHour / 12 - usage);
    ledger.usage.push(usage);
    ledger.balance.push(Math.max(0, after));
    ledger.surplus.push(Math.min(max, Math.max(0, -after)));
    ledger.charged.push(Math.max(0, -after - max));
  }
}
