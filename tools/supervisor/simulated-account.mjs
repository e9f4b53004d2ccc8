import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './ports.mjs';

const FILE = 'simulator.json';
const DEFAULT_SEED = 1;
const PREFERRED_PORT = 4_580;
const MINUTE_MS = 60_000;

/**
 * The simulated account of a data directory. Its seed and first start are kept, so that every later start shows the
 * same past as the one that is already stored.
 */
export class SimulatedAccount {
  #file;

  /** @param args what stands after `npm start --`: options of the simulator */
  constructor(dataDir, args) {
    this.#file = join(dataDir, FILE);
    const kept = existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, 'utf8')) : null;
    this.seed = kept?.seed ?? DEFAULT_SEED;
    this.epoch = kept?.epoch ?? new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS).toISOString();
    this.port = kept?.port ?? PREFERRED_PORT;
    this.args = args;
    this.differs = kept !== null && JSON.stringify(kept.args) !== JSON.stringify(args);
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Takes a free port, the last one if possible, and remembers everything. */
  async settle() {
    this.port = await freePort(this.port);
    const { seed, epoch, port, args, url } = this;
    writeFileSync(`${this.#file}.new`, `${JSON.stringify({ seed, epoch, port, url, args }, null, 2)}\n`);
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** Arguments of the simulator; a person's own come last and win. */
  commandLine() {
    const own = ['--port', String(this.port), '--seed', String(this.seed), '--epoch', this.epoch];
    return [...own, ...this.args];
  }

  /** What points an AWS SDK at this account; credentials of the user's own never reach it. */
  environment() {
    return {
      AWS_ENDPOINT_URL: this.url,
      AWS_REGION: process.env.AWS_REGION || 'ap-northeast-2',
      AWS_ACCESS_KEY_ID: 'AKIADANJIDEMO0000000',
      AWS_SECRET_ACCESS_KEY: 'demo',
      DANJI_EVENTS_QUEUE_URL: process.env.DANJI_EVENTS_QUEUE_URL || `${this.url}/000000000000/danji-events`,
    };
  }
}
