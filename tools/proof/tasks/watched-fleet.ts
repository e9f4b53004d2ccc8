import { AwsPlace, Limiter } from '../../../apps/api/dist/aws/index.js';
import { UsageCounter } from '../../../apps/api/dist/cost/index.js';
import { InventorySweep } from '../../../apps/api/dist/inventory/index.js';
import { startSimulator, type Simulator } from '../../../packages/aws-simulator/dist/index.js';
import { connect, type Connection } from '../../../prisma/dist/index.js';

/** How much faster than AWS's own limits and pauses the proof goes, on both sides of the wire. */
const HURRY = 200;

/** A simulated account whose clock stands still until it is moved, and the product's collector over a real database. */
export interface WatchedFleet {
  simulator: Simulator;
  connection: Connection;
  place: AwsPlace;
  /** The collector as after a start: without memory. */
  restart(): void;
  /** Moves both clocks, then sweeps. @returns false where the sweep could not be made at all */
  sweepAfter(milliseconds: number): Promise<boolean>;
  sweep(): InventorySweep;
  now(): number;
  close(): Promise<void>;
}

export interface FleetSize {
  services: number;
  tasks: number;
  instances: number;
  startAt: number;
  /** How long it is watched at most, two by default. */
  days?: number;
  scenarios: unknown[];
}

/** @param databaseUrl of a migrated database of its own */
export async function watchFleet(
  { days = 2, ...size }: FleetSize,
  databaseUrl: string,
): Promise<WatchedFleet> {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIASIM';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  const simulator = await startSimulator({
    speed: 0,
    historyDays: 1,
    clusters: 3,
    databases: 1,
    limitSpeed: HURRY,
    ...size,
  });
  const connection = await connect({ databaseUrl, applicationName: 'danji-proof-tasks' });
  const clock = { now: (): number => simulator.clock.now() };
  await connection.pool.query('SELECT danji_ensure_partitions($1, $2)', [
    new Date(size.startAt - 2 * 86_400_000),
    new Date(size.startAt + days * 86_400_000),
  ]);
  const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms / HURRY));
  const limiter = new Limiter({ now: () => performance.now() * HURRY }, pause);
  const key = { scopeId: 'scope-proof', region: 'ap-northeast-2' };
  const access = { roleArn: null, externalId: null, endpoint: simulator.url };
  const meter = new UsageCounter(clock).meterFor(key);
  const place = new AwsPlace({ ...key, access, clock, limiter, meter, pause });
  const open = (): InventorySweep =>
    new InventorySweep({ pool: connection.pool, clock, place, sweepSeconds: 30, labelRules: null });
  let sweep = open();
  return {
    simulator,
    connection,
    place,
    restart: () => {
      sweep = open();
    },
    sweepAfter: async (milliseconds) => {
      simulator.clock.advance(milliseconds);
      try {
        await sweep.run();
        return true;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return false;
      }
    },
    sweep: () => sweep,
    now: () => clock.now(),
    close: async () => {
      place.close();
      await simulator.close();
      await connection.close();
    },
  };
}
