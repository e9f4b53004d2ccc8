import { startSimulator, type FaultRule, type Simulator, type SimulatorOptions } from '@danji/aws-simulator';
import { AwsPlace, Limiter } from '../../src/aws/index.js';
import { SystemClock } from '../../src/clock/index.js';
import type { Config } from '../../src/config/index.js';
import { UsageCounter } from '../../src/cost/index.js';
import { InventorySweep } from '../../src/inventory/index.js';
import { MetricsCollector } from '../../src/metrics-collection/index.js';
import { NOW, startTestApp, TEST_CONFIG, type TestApp } from './test-app.js';

export const PLACE = { scopeId: 'scope-main', region: 'ap-northeast-2' };
const ACCESS = { roleArn: null, externalId: null };

/** A small account on the wire whose clock stands still until it is moved, and Danji's collector over a database. */
export interface MetricsWorld {
  app: TestApp;
  simulator: Simulator;
  place: AwsPlace;
  usage: UsageCounter;
  /** A collector as after a start: without memory. */
  collector(config?: Partial<Config>): MetricsCollector;
  sweep(): Promise<void>;
  /** Moves both clocks. */
  pass(milliseconds: number): void;
  /** Puts rules in place of all others. */
  faults(rules: FaultRule[]): void;
  rows<T>(sql: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export async function startMetricsWorld(
  config: Partial<Config> = {},
  options: Partial<SimulatorOptions> = {},
): Promise<MetricsWorld> {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIASIM';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  const simulator = await startSimulator({
    startAt: NOW,
    speed: 0,
    // What lies before was never published: reading that nothing is there is quick.
    historyDays: 2,
    clusters: 1,
    services: 3,
    tasks: 8,
    instances: 2,
    databases: 1,
    limitSpeed: HURRY,
    ...options,
  });
  // What a person's question reads is asked of the same account.
  const scopes = [{ name: PLACE.scopeId, regions: [PLACE.region], endpoint: simulator.url }];
  const app = await startTestApp({ scopes, ...config });
  const { clock, database } = app;
  const usage = new UsageCounter(clock);
  const access = { ...ACCESS, endpoint: simulator.url };
  const limiter = hurriedLimiter();
  const place = new AwsPlace({ ...PLACE, access, clock, limiter, meter: usage.meterFor(PLACE), pause });
  return {
    app,
    simulator,
    place,
    usage,
    collector: (own = {}) => new MetricsCollector(database, clock, { ...TEST_CONFIG, ...config, ...own }),
    sweep: async () => {
      await new InventorySweep({
        pool: database.pool,
        clock,
        place,
        sweepSeconds: 15,
        labelRules: null,
      }).run();
    },
    pass: (milliseconds) => {
      clock.at += milliseconds;
      simulator.clock.advance(milliseconds);
    },
    faults: (rules) => {
      simulator.faults.clear();
      simulator.faults.add(rules);
    },
    rows: async <T>(sql: string, values: unknown[] = []) =>
      (await database.pool.query(sql, values)).rows as T[],
    close: async () => {
      place.close();
      await simulator.close();
      await app.close();
    },
  };
}

/** How much faster than in the product the limits run, on both sides of the wire. */
const HURRY = 50;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms / HURRY));

/** Limits are real seconds: they must not stand still with the simulator's clock. */
function hurriedLimiter(): Limiter {
  const real = new SystemClock();
  return new Limiter({ now: () => real.now() * HURRY }, pause);
}
