import type { AddressInfo } from 'node:net';
import { wallClock, SimulatedClock, type ClockOptions } from './wire/clock.js';
import { Counters } from './wire/counters.js';
import { FaultEngine, type ListedRule } from './wire/faults/engine.js';
import { faultRuleSchema, type FaultRule } from './wire/faults/schema.js';
import { TokenBuckets } from './wire/limits/token-bucket.js';
import { EventQueues } from './wire/queue/event-queue.js';
import { Snapshots } from './wire/request/snapshot.js';
import { createEndpointServer } from './wire/server.js';
import { createWorld } from './world/index.js';
import type { FleetOptions, World } from './world/types.js';

export type { FaultRule, FaultEffect } from './wire/faults/schema.js';
export type * from './world/types.js';

export interface SimulatorOptions extends Partial<FleetOptions>, ClockOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  /** Parsed scenario files. */
  scenarios?: unknown[];
  faults?: FaultRule[];
  /** How much faster than AWS's the rate limits refill: for proofs that put hours into minutes. */
  limitSpeed?: number;
  /** Told of defects of the simulator itself; standard error when absent. */
  onDefect?(error: unknown): void;
}

export interface FaultControl {
  add(rules: FaultRule[]): ListedRule[];
  list(): ListedRule[];
  clear(id?: string): number;
}

export interface Simulator {
  port: number;
  url: string;
  world: World;
  clock: SimulatedClock;
  faults: FaultControl;
  close(): Promise<void>;
}

/** The default demo fleet. */
export const DEFAULT_FLEET = {
  seed: 1,
  historyDays: 21,
  clusters: 3,
  services: 25,
  tasks: 150,
  instances: 20,
  databases: 8,
  accounts: 1,
  regions: ['ap-northeast-2'],
} satisfies Omit<FleetOptions, 'startedAt'>;

/**
 * Builds the fleet (its past included) and answers AWS on HTTP. Resolves when it listens; rejects with the socket's
 * error (EADDRINUSE) or with the world's complaint about a scenario.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const {
    port = 0,
    host = '127.0.0.1',
    scenarios = [],
    faults = [],
    limitSpeed = 1,
    onDefect = reportDefect,
    ...rest
  } = options;
  const { startAt, speed, ...fleetOptions } = rest;
  const clock = new SimulatedClock({ startAt, speed });
  const fleet: FleetOptions = {
    ...DEFAULT_FLEET,
    ...fleetOptions,
    startedAt: fleetOptions.startedAt ?? clock.now(),
  };
  const world = createWorld(fleet, scenarios, clock);
  const engine = new FaultEngine(fleet.seed);
  engine.add(faults.map((rule) => faultRuleSchema.parse(rule)));
  const endpoint = {
    world,
    faults: engine,
    counters: new Counters(),
    buckets: new TokenBuckets({ monotonic: () => wallClock.monotonic() * limitSpeed }),
    snapshots: new Snapshots(),
    queues: new EventQueues(),
    onDefect,
  };
  const server = createEndpointServer({
    endpoint,
    clock,
    options: { ...fleet, host, speed: clock.speed, virtual: clock.virtual, scenarios },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    world,
    clock,
    faults: engine,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function reportDefect(error: unknown): void {
  process.stderr.write(
    `simulator defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
