import 'reflect-metadata';
import { join } from 'node:path';
import { connect, DatabaseError, migrate, type Connection } from '@danji/database';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { findsCredentials } from './aws/index.js';
import {
  explainCatalogueProblems,
  explainProblems,
  readCatalogueFiles,
  readEnvironment,
  type Config,
} from './config/index.js';
import { Database } from './database/index.js';
import { configureHttp, createHttpAdapter } from './http/index.js';
import { LabelFileError, readLabelFile } from './labels/index.js';
import { serveProcessMetrics } from './process-metrics.js';
import { readVersion } from './version.js';

/** sysexits.h EX_CONFIG: what was asked for cannot be used, so starting again is of no use. */
const EX_CONFIG = 78;
/** sysexits.h EX_UNAVAILABLE: what is needed does not answer now, so starting again later may help. */
const EX_UNAVAILABLE = 69;

class ConnectedDatabase extends Database {
  constructor(
    private readonly connection: Connection,
    readonly url: string,
  ) {
    super();
  }
  get pool() {
    return this.connection.pool;
  }
  get prisma() {
    return this.connection.prisma;
  }
}

/** The checked environment; a bad one is explained and ends the process. */
async function configure(): Promise<Config> {
  const undecided = !process.env['DANJI_MODE'];
  const answer = readEnvironment(process.env, {
    version: readVersion(),
    credentials: undecided && (await findsCredentials()),
  });
  if ('config' in answer) {
    const { dataDir } = answer.config;
    return { ...answer.config, addedMetrics: metricsIn(dataDir), labelRules: labelRulesIn(dataDir) };
  }
  process.stderr.write(explainProblems(answer.problems));
  process.exit(EX_CONFIG);
}

function labelRulesIn(dataDir: string): Config['labelRules'] {
  try {
    return readLabelFile(dataDir);
  } catch (error) {
    if (!(error instanceof LabelFileError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EX_CONFIG);
  }
}

/** The metrics of the files in DANJI_DATA_DIR/catalogue; a bad one is explained and ends the process. */
function metricsIn(dataDir: string): Config['addedMetrics'] {
  const answer = readCatalogueFiles(join(dataDir, 'catalogue'));
  if ('metrics' in answer) return answer.metrics;
  process.stderr.write(explainCatalogueProblems(answer.problems));
  process.exit(EX_CONFIG);
}

async function openDatabase(config: Config): Promise<Connection> {
  try {
    await migrate({ databaseUrl: config.databaseUrl });
    return await connect({
      databaseUrl: config.databaseUrl,
      applicationName: `danji-${config.role}`,
      poolSize: 12,
    });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error.transient ? EX_UNAVAILABLE : EX_CONFIG);
  }
}

async function main(): Promise<void> {
  const config = await configure();
  const connection = await openDatabase(config);
  const module = AppModule.with(config, new ConnectedDatabase(connection, config.databaseUrl));
  const app = await NestFactory.create<NestFastifyApplication>(module, createHttpAdapter(), {
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  configureHttp(app, { ports: [config.port, config.apiPort], publicUrl: config.publicUrl });
  serveProcessMetrics(app);
  stopOnSignal(app, connection);
  await app.listen(config.apiPort, config.host);
}

/** Ends within the time that a supervisor gives: jobs hand over, connections close. */
function stopOnSignal(app: NestFastifyApplication, connection: Connection): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    try {
      await app.close();
      await connection.close();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`Stopping failed: ${String(error)}\n`);
      process.exit(1);
    }
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

await main();
