import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pinnedNode } from '../bootstrap/pinned-node.mjs';
import { ProcessLog } from './logs.mjs';

const FOLLOW_STDIN = fileURLToPath(new URL('follow-stdin.mjs', import.meta.url));
/** Exit code by which a process refuses its configuration (EX_CONFIG of sysexits.h): starting it again is no use. */
const REFUSED = 78;
const STOP_MS = 12_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
/** A process that lived this long starts with a clean slate. */
const SETTLED_MS = 60_000;
const MOST_FAILURES = 6;

/**
 * A process that is kept running: its end starts it again, later each time; ending too often ends everything. It runs
 * in a session of its own, so that Ctrl-C reaches only the supervisor, which stops its processes in order.
 */
export class Child {
  #options;
  #log;
  #process = null;
  #stopping = false;
  #failures = 0;
  #asked = false;
  #ready;

  /**
   * @param options name, title, args (of Node), cwd, env, isReady: () => Promise<boolean>, say, onHopeless: (message),
   *   onSpawn?: (), onMessage?: (message)
   */
  constructor(options) {
    this.#options = options;
    this.#log = new ProcessLog(options.dataDir, options.name);
  }

  get name() {
    return this.#options.name;
  }

  get pid() {
    return this.#process?.pid ?? null;
  }

  /** Starts the process and waits until it is ready, through restarts if need be. */
  async start() {
    const began = performance.now();
    this.#ready = false;
    this.#spawn();
    while (!this.#stopping && !(await this.#options.isReady())) await sleep(100);
    if (this.#stopping) return;
    this.#ready = true;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    this.#options.say(`${this.#options.title} ready (${seconds} s)`);
  }

  #spawn() {
    const { args, cwd, env } = this.#options;
    const born = performance.now();
    this.#options.onSpawn?.();
    const child = spawn(pinnedNode(), ['--import', FOLLOW_STDIN, ...args], {
      cwd,
      env: { ...env, DANJI_SUPERVISED: '1', DANJI_FOLLOW_STDIN: '1' },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    });
    this.#process = child;
    child.stdin.on('error', () => undefined); // Closing it races with the end of the process.
    this.#log.follow(child.stdout);
    this.#log.follow(child.stderr);
    child.on('message', (message) => this.#options.onMessage?.(message));
    child.once('error', (error) => this.#options.onHopeless(`${this.#options.name}: ${error.message}`));
    child.once('exit', (code, signal) => void this.#ended(born, code, signal));
  }

  async #ended(born, code, signal) {
    if (this.#stopping) return;
    const { name, say, onHopeless } = this.#options;
    const how = signal === null ? `ended with code ${code}` : `was killed by ${signal}`;
    const said = this.#log.last.map((line) => `    ${line}`).join('\n');
    if (this.#asked) {
      this.#asked = false;
      say(`Starting the ${name} again with its new code`);
      return this.start();
    }
    if (code === REFUSED) return onHopeless(`The ${name} refused to start:\n${said}`);
    this.#failures = performance.now() - born > SETTLED_MS ? 1 : this.#failures + 1;
    if (this.#failures >= MOST_FAILURES) {
      return onHopeless(`The ${name} ${how}, ${this.#failures} times; see ${this.#log.file}\n${said}`);
    }
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.#failures - 1));
    say(`The ${name} (process ${this.pid}) ${how}; starting it again in ${delay / 1000} s`);
    await sleep(delay);
    if (this.#stopping) return;
    if (this.#ready) await this.start();
    else this.#spawn();
  }

  /** Starts the process again now, e.g. because its code has changed. */
  restart() {
    this.#asked = true;
    this.#process?.kill('SIGTERM');
  }

  /** Asks the process to stop and waits; kills what remains of its session after 12 s. */
  async stop() {
    if (this.#stopping) return;
    this.#stopping = true;
    const child = this.#process;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const timer = setTimeout(() => {
      this.#options.say(`The ${this.#options.name} did not stop within ${STOP_MS / 1000} s and is killed`);
      process.kill(-child.pid, 'SIGKILL');
    }, STOP_MS);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  }
}
