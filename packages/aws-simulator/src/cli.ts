#!/usr/bin/env node
import { checkReplayDir, loadScenarios, readFaultsFile, reason } from './cli/files.js';
import { FlagError, readCliOptions, USAGE, type CliOptions } from './cli/options.js';
import { startSimulator } from './index.js';
import { ReplayError, ScenarioError } from './scenarios/index.js';
import { realNow } from './wire/clock.js';

/** sysexits' EX_CONFIG: the supervisor does not try again what was refused. */
const REFUSED = 78;

async function main(): Promise<void> {
  const options = readCliOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(USAGE);
    return;
  }
  const { scenarios, faultsFile, ...rest } = options;
  checkReplayDir(options.replayDir);
  checkEpoch(options);
  const faults = readFaultsFile(faultsFile);
  try {
    const simulator = await startSimulator({ ...rest, faults, scenarios: loadScenarios(scenarios) });
    process.stdout.write(`AWS simulator listening on ${simulator.url} (seed ${options.seed})\n`);
    stopOnSignals(() => simulator.close());
  } catch (error) {
    throw addressError(error, options) ?? error;
  }
}

/** The fleet cannot begin to live in the future of its clock. */
function checkEpoch({ startedAt, startAt }: CliOptions): void {
  const now = startAt ?? realNow();
  if (startedAt === undefined || startedAt <= now) return;
  const [epoch, clock] = [startedAt, now].map((instant) => new Date(instant).toISOString());
  throw new FlagError(
    `--epoch ${epoch}: it lies after the clock (${clock}). Give an earlier one, or a later --now.`,
  );
}

/** Ends with 0 on a signal and, under the supervisor, when the pipe which it holds closes. */
function stopOnSignals(close: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(`The simulator did not close: ${reason(error)}`),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.env['DANJI_SUPERVISED'] === '1') {
    process.stdin.on('end', stop);
    process.stdin.on('error', stop);
    process.stdin.resume();
  }
}

function fail(message: string, status = 1): never {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}

/** Socket errors in the words of the flags; undefined for any other error. */
function addressError(error: unknown, { host, port }: CliOptions): FlagError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new FlagError(
      `--port ${port}: another process listens there already. Stop it, or give another --port (0 takes a free one).`,
    );
  }
  if (code === 'EACCES') return new FlagError(`--port ${port}: not allowed. Give a port above 1023.`);
  if (code === 'EADDRNOTAVAIL') {
    return new FlagError(`--host ${host}: this machine has no such address. Give 127.0.0.1.`);
  }
  return undefined;
}

main().catch((error: unknown) => {
  const refused = [FlagError, ScenarioError, ReplayError].some((kind) => error instanceof kind);
  if (refused && error instanceof Error) fail(error.message, REFUSED);
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
});
