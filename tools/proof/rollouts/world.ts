import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { connect, migrate } from '../../../prisma/dist/index.js';
import { startSimulator, type Simulator } from '../../../packages/aws-simulator/dist/index.js';
import { openTestServer } from '../../test/database.mjs';

const API = new URL('../../../apps/api/', import.meta.url).pathname;
const load = (path: string): Promise<Record<string, never>> => import(join(API, path));

const DAY = 86_400_000;
const REGION = 'ap-northeast-2';
const SCOPE = 'scope-main';

/** Danji's own sweep, log reader and routes over a simulated account, all on one clock that the proof moves. */
export interface RolloutWorld {
  simulator: Simulator;
  now(): number;
  /** Moves the clock and looks: one sweep, then the logs. */
  pass(seconds: number): Promise<void>;
  get<T>(path: string): Promise<T>;
  rows<T>(sql: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** @param startAt epoch ms */
export async function openWorld(startAt: number, scenario: unknown): Promise<RolloutWorld> {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIASIM', AWS_SECRET_ACCESS_KEY: 'simulated' });
  const server = await openTestServer();
  const name = `danji_proof_${randomBytes(4).toString('hex')}`;
  const admin = await connect({ databaseUrl: server.url, applicationName: 'danji-proof-rollouts' });
  await admin.pool.query(`CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await migrate({ databaseUrl: url.toString() });
  const connection = await connect({ databaseUrl: url.toString(), applicationName: 'danji-proof-rollouts' });
  await connection.pool.query('SELECT danji_ensure_partitions($1, $2)', [
    new Date(startAt - 3 * DAY),
    new Date(startAt + 3 * DAY),
  ]);
  const database = Object.assign(connection, { url: url.toString() });
  const simulator = await startSimulator({
    startAt,
    speed: 0,
    historyDays: 1,
    clusters: 1,
    services: 3,
    tasks: 18,
    instances: 0,
    databases: 1,
    scenarios: [scenario],
  });
  const clock = { at: startAt, now: () => clock.at };
  const { place, sweep, logs } = await collector(database, clock, simulator);
  const { address, stop } = await serve(database, clock);
  return {
    simulator,
    now: clock.now,
    pass: async (seconds) => {
      clock.at += seconds * 1000;
      simulator.clock.advance(seconds * 1000);
      await sweep.run();
      await logs.run(new AbortController().signal);
    },
    get: async (path) => {
      const answer = await fetch(`${address}/api/v1${path}`);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as never;
    },
    rows: async (sql, values = []) => (await database.pool.query(sql, values)).rows as never,
    close: async () => {
      await stop();
      place.close();
      await simulator.close();
      await database.close();
      await admin.pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.close();
      await server.stop();
    },
  };
}

interface Moving {
  at: number;
  now: () => number;
}

async function collector(database: { pool: unknown }, clock: Moving, simulator: Simulator) {
  const { AwsPlace, Limiter } = (await load('dist/aws/index.js')) as never as Constructors;
  const { InventorySweep } = (await load('dist/inventory/index.js')) as never as Constructors;
  const { LogCollector } = (await load('dist/logs-collection/index.js')) as never as Constructors;
  // Limits are real seconds, and the clock of the proof jumps: they are not what is proved here.
  const limiter = new Limiter({ now: () => performance.now() * 3 }, (ms: number) => later(ms / 3));
  const place = new AwsPlace({
    scopeId: SCOPE,
    region: REGION,
    access: { roleArn: null, externalId: null, endpoint: simulator.url },
    clock,
    limiter,
    meter: { record: () => undefined },
  });
  const sweep = new InventorySweep({ pool: database.pool, clock, place, sweepSeconds: 30, labelRules: null });
  const logs = new LogCollector({ database, clock, place });
  return { place, sweep, logs };
}

// oxlint-disable-next-line typescript/no-explicit-any -- built files of the API, which tools do not compile against
type Constructors = Record<string, new (...parts: any[]) => any>;

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** The API's own routes over that database and clock. */
async function serve(
  database: unknown,
  clock: Moving,
): Promise<{ address: string; stop: () => Promise<void> }> {
  const named = async (path: string): Promise<Record<string, never>> => load(path);
  const { NestFactory } = await named('node_modules/@nestjs/core/index.js');
  const { Clock } = await named('dist/clock/index.js');
  const { ConfigModule } = await named('dist/config/index.js');
  const { DatabaseModule } = await named('dist/database/index.js');
  const { DeploymentsModule } = await named('dist/deployments/index.js');
  const { configureHttp, createHttpAdapter } = await named('dist/http/index.js');
  const config = { timezone: 'Asia/Seoul', addedMetrics: [], mode: 'demo', port: 3000, apiPort: 3001 };
  class ProofClock {}
  class ProofModule {}
  const root = {
    module: ProofModule,
    imports: [
      {
        module: ProofClock,
        global: true,
        providers: [{ provide: Clock, useValue: clock }],
        exports: [Clock],
      },
      call(ConfigModule, 'with', config),
      call(DatabaseModule, 'with', database),
      DeploymentsModule,
    ],
  };
  const app = await call<Promise<Nest>>(NestFactory, 'create', root, (createHttpAdapter as Make)(), {
    logger: false,
  });
  (configureHttp as Make)(app, { ports: [3000, 3001], publicUrl: null });
  await app.listen(0, '127.0.0.1');
  const address = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return { address, stop: () => app.close() };
}

type Make = (...parts: unknown[]) => unknown;
interface Nest {
  listen(port: number, host: string): Promise<void>;
  getUrl(): Promise<string>;
  close(): Promise<void>;
}

function call<T = unknown>(of: unknown, method: string, ...parts: unknown[]): T {
  return (of as Record<string, (...each: unknown[]) => T>)[method]?.(...parts) as T;
}
