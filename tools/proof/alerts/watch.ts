import { LOCAL_CONTEXT } from '../../../apps/api/dist/http/index.js';
import type { WatchedFleet } from '../tasks/watched-fleet.ts';
import { collectorOf } from './collector.ts';
import { addReceiver, judgeOf, type Judge } from './judge.ts';
import { startReceiver, type Told } from './receiver.ts';

const MINUTE = 60_000;
/** As often as the product does each (apps/api/src/jobs/schedule.ts): alerts are judged after each sweep and poll. */
const SEND_MS = 5_000;
const SWEEP_MS = 15_000;
const POLL_MS = 60_000;
/** By default against AWS: everything each five minutes, and each minute what is hot. */
const POLL_ALL_MS = 300_000;
/** A run over days says how far it is. */
const SHOW_MS = 6 * 3_600_000;

/** An alert that notifies, as it was stored first. */
export interface Fired {
  rule: string;
  subject: string;
  subjectId: string;
  resourceId: string;
  scopeId: string;
  incidentId: string;
  /** Since when the symptom holds, epoch ms. */
  beganAt: number;
  storedAt: number;
}

export interface Watch {
  judge: Judge;
  fired: Fired[];
  told: Told[];
}

export interface WatchOptions {
  minutes: number;
  /** Whether metrics are polled as well. */
  metrics: boolean;
  /** Each this much slower than the product, for days in a row. */
  slower?: number;
}

/** Sweeps, polls, judges and sends on the account's clock as the product does, with a receiver that is told over HTTP. */
export async function watch(
  fleet: WatchedFleet,
  { minutes, metrics, slower = 1 }: WatchOptions,
): Promise<Watch> {
  const now = (): number => fleet.now();
  const judge = judgeOf(fleet);
  const receiver = await startReceiver(now);
  await addReceiver(judge, receiver.url, now());
  const collector = collectorOf(fleet);
  const fired = new Map<string, Fired>();
  const abort = new AbortController();
  try {
    const step = SEND_MS * slower;
    const all = Math.max(POLL_ALL_MS, POLL_MS * slower);
    for (let at = 0; at < minutes * MINUTE; at += step) {
      if (at > 0) fleet.simulator.clock.advance(step);
      const sweeps = at % (SWEEP_MS * slower) === 0;
      const polls = metrics && at % (POLL_MS * slower) === 0;
      if (sweeps && !(await fleet.sweepAfter(0))) throw new Error('a sweep failed, so nothing was watched');
      if (polls && at % all === 0) await collector.pollOnce(fleet.place);
      else if (polls) await collector.pollHotOnce(fleet.place);
      if (sweeps || polls) {
        await judge.alerts.run(LOCAL_CONTEXT);
        for (const one of await firedNow(fleet))
          if (!fired.has(one.id)) fired.set(one.id, { ...one, storedAt: now() });
      }
      await judge.sender.run(abort.signal);
      if (at > 0 && at % SHOW_MS === 0)
        console.log(`  after ${at / 3_600_000} h: ${fired.size} notify, ${receiver.told.length} messages`);
    }
  } finally {
    receiver.close();
  }
  return { judge, fired: [...fired.values()], told: receiver.told };
}

async function firedNow({ connection }: WatchedFleet): Promise<(Omit<Fired, 'storedAt'> & { id: string })[]> {
  const { rows } = await connection.pool.query<{
    id: string;
    rule_id: string;
    name: string;
    subject_id: string;
    resource_id: string;
    scope_id: string;
    incident_id: string;
    began_at: Date;
  }>(
    `SELECT a.id, a.rule_id, coalesce(r.name, a.subject_id) AS name, a.subject_id, a.resource_id, a.scope_id, a.incident_id,
            a.began_at
       FROM alert a LEFT JOIN resource r ON r.id = a.subject_id WHERE a.fired_at IS NOT NULL AND a.notifies`,
  );
  return rows.map((row) => ({
    id: row.id,
    rule: row.rule_id,
    subject: row.name,
    subjectId: row.subject_id,
    resourceId: row.resource_id,
    scopeId: row.scope_id,
    incidentId: row.incident_id,
    beganAt: row.began_at.getTime(),
  }));
}
