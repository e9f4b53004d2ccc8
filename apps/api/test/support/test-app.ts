import { jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connect, createTestDatabase, type Connection } from '@danji/database';
import { Problem } from '@danji/shared';
import { Clock, ClockModule } from '../../src/clock/index.js';
import { ConfigModule, type Config } from '../../src/config/index.js';
import { DatabaseModule } from '../../src/database/index.js';
import { configureHttp, createHttpAdapter } from '../../src/http/index.js';
import { queryFeatures } from '../../src/http/query-features.js';

// A database, a server and real requests, on a machine that may run other suites beside this one.
jest.setTimeout(60_000);

/** A Monday afternoon in Seoul, in the middle of a minute: 14:30:20 KST. */
export const NOW = Date.UTC(2026, 10, 23, 5, 30, 20);

export const TEST_CONFIG: Config = {
  mode: 'demo',
  modeIsExplicit: false,
  role: 'api',
  host: '127.0.0.1',
  port: 3000,
  apiPort: 3001,
  databaseUrl: '',
  dataDir: '.danji',
  scopes: null,
  region: 'ap-northeast-2',
  endpoint: null,
  eventsQueueUrls: [],
  pollSeconds: 60,
  budgetUsd: null,
  timezone: 'Asia/Seoul',
  addedMetrics: [],
  publicUrl: 'https://danji.example.com',
  secretKeyFile: null,
  logLevel: 'silent',
  version: '0.1.0',
  labelRules: null,
};

export class TestClock extends Clock {
  at = NOW;
  now(): number {
    return this.at;
  }
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
  /** Statements that the request ran. */
  queries: string[];
  /** The same with their values. */
  statements: Statement[];
}

export interface Statement {
  text: string;
  values: unknown[];
}

/** The features over a database of their own, reached by real HTTP. */
export interface TestApp {
  url: string;
  clock: TestClock;
  database: Connection & { url: string };
  nest: NestFastifyApplication;
  get<T = unknown>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  post<T = unknown>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  put<T = unknown>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  patch<T = unknown>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  delete<T = unknown>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  /** The problem that a request is refused with; fails when it was not refused. */
  problem(path: string, headers?: Record<string, string>): Promise<Problem>;
  close(): Promise<void>;
}

export async function startTestApp(overrides: Partial<Config> = {}): Promise<TestApp> {
  const made = await createTestDatabase();
  const connection = await connect({ databaseUrl: made.url, applicationName: 'danji-test' });
  await connection.pool.query('SELECT danji_ensure_partitions($1, $2)', [
    new Date(NOW - 20 * 86_400_000),
    new Date(NOW + 7 * 86_400_000),
  ]);
  const database = Object.assign(connection, { url: made.url });
  const queries = recordQueries(database);
  const clock = new TestClock();
  const config = { ...TEST_CONFIG, databaseUrl: made.url, ...overrides };
  const nest = await boot(config, database, clock);
  const url = (await nest.getUrl()).replace('[::1]', '127.0.0.1');

  async function send<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    queries.length = 0;
    const response = await fetch(`${url}/api/v1${path}`, init);
    const body = (await response.json()) as T;
    const statements = [...queries];
    const texts = statements.map(({ text }) => text);
    return { status: response.status, headers: response.headers, body, queries: texts, statements };
  }
  return {
    url,
    clock,
    database,
    nest,
    get: (path, headers) => send(path, { headers }),
    post: (path, body, headers) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    put: (path, body, headers) =>
      send(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    patch: (path, body, headers) =>
      send(path, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    delete: (path, headers) => send(path, { method: 'DELETE', headers }),
    problem: async (path, headers) => Problem.parse((await send(path, { headers })).body),
    close: async () => {
      await nest.close();
      await database.close();
      await made.drop();
    },
  };
}

async function boot(config: Config, database: Connection & { url: string }, clock: Clock) {
  @Module({
    imports: [ClockModule, ConfigModule.with(config), DatabaseModule.with(database), ...queryFeatures],
  })
  class TestModule {}
  const { Test } = await import('@nestjs/testing');
  const testing = await Test.createTestingModule({ imports: [TestModule] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const nest = testing.createNestApplication<NestFastifyApplication>(createHttpAdapter(), { logger: false });
  configureHttp(nest, { ports: [config.port, config.apiPort], publicUrl: config.publicUrl });
  await nest.listen(0, '127.0.0.1');
  return nest;
}

/** Notes every statement that goes through the pool, Prisma's included. */
function recordQueries({ pool }: Connection): Statement[] {
  const noted: Statement[] = [];
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  Object.assign(pool, {
    query: (...args: unknown[]) => {
      const first = args[0] as string | Statement;
      const values = (args[1] as unknown[] | undefined) ?? [];
      noted.push(
        typeof first === 'string' ? { text: first, values } : { text: first.text, values: first.values },
      );
      return query(...args);
    },
  });
  return noted;
}
