import { MINUTE } from '../calendar.js';
import type { HostState } from '../simulation/host-state.js';
import { volumeIops, type HostVolume } from '../simulation/volumes.js';
import type { Millis } from '../types.js';

/** A full gp2 bucket: 5.4 million I/O credits (EBS user guide). */
const FULL = 5_400_000;

/**
 * Burst balance of gp2 volumes: credits are spent above the volume's baseline and earned below it. A volume's usual
 * operations stay far below any baseline, so the bucket is full until an incident raises them; only from then on it is
 * carried forward minute by minute and kept.
 */
export class BurstLedger {
  private readonly balances = new Map<string, { begins: Millis; credits: number[] }>();

  /** Percent of the bucket at the end of the minute that begins at `at`; `iops` are operations a second in a minute. */
  percent(host: HostState, volume: HostVolume, at: Millis, iops: (at: Millis) => number): number {
    const raised = host.effects.all.filter((effect) => effect.name === 'iops' && effect.from <= at);
    if (raised.length === 0) return 100;
    let ledger = this.balances.get(volume.id);
    if (!ledger) {
      const begins = Math.floor(Math.min(...raised.map((effect) => effect.from)) / MINUTE) * MINUTE;
      ledger = { begins, credits: [] };
      this.balances.set(volume.id, ledger);
    }
    const index = (at - ledger.begins) / MINUTE;
    if (index < 0) return 100;
    const { credits } = ledger;
    while (credits.length <= index) {
      const spent = (iops(ledger.begins + credits.length * MINUTE) - volumeIops(volume.plan)) * 60;
      credits.push(Math.min(FULL, Math.max(0, (credits.at(-1) ?? FULL) - spent)));
    }
    return (100 * (credits[index] ?? FULL)) / FULL;
  }
}
