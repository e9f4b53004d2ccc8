import { parseArgs } from 'node:util';
import { DEFAULT_FLEET } from '../index.js';

export interface CliOptions {
  port: number;
  host: string;
  seed: number;
  historyDays: number;
  clusters: number;
  services: number;
  tasks: number;
  instances: number;
  databases: number;
  accounts: number;
  regions: string[];
  scenarios: string[];
  faultsFile?: string;
  replayDir?: string;
  speed?: number;
  startAt?: number;
  startedAt?: number;
}

/** A flag that cannot be taken; the message names the flag, the value and the remedy. */
export class FlagError extends Error {}

export const USAGE = `An AWS endpoint over a living, simulated fleet.

  --port N            port to listen on, 0 for a free one (4580)
  --host ADDRESS      address to listen on (127.0.0.1)
  --seed N            the same seed gives the same fleet and the same metrics (${DEFAULT_FLEET.seed})
  --history-days N    how far the past reaches (${DEFAULT_FLEET.historyDays})
  --clusters N --services N --tasks N --instances N --databases N --accounts N
                      size of the fleet (${DEFAULT_FLEET.clusters}, ${DEFAULT_FLEET.services}, ${DEFAULT_FLEET.tasks}, ${DEFAULT_FLEET.instances}, ${DEFAULT_FLEET.databases}, ${DEFAULT_FLEET.accounts})
  --regions A,B       (${DEFAULT_FLEET.regions.join(',')})
  --scenario X        a YAML file or a built-in name; repeatable; "quiet" has no incident
  --faults FILE       rules of what goes wrong on the wire, JSON or YAML
  --replay DIR        CSV files that drive metrics
  --epoch ISO         where the fleet's past meets its first start; give the same again and the past stays the same
  --speed N           virtual seconds per real second (1)
  --now ISO           virtual start, such as 2026-11-02T09:00:00Z
  --frozen            the clock stands still until POST /_simulator/clock
  --help
`;

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  'history-days': { type: 'string' },
  clusters: { type: 'string' },
  services: { type: 'string' },
  tasks: { type: 'string' },
  instances: { type: 'string' },
  databases: { type: 'string' },
  accounts: { type: 'string' },
  regions: { type: 'string' },
  scenario: { type: 'string', multiple: true },
  faults: { type: 'string' },
  replay: { type: 'string' },
  epoch: { type: 'string' },
  speed: { type: 'string' },
  now: { type: 'string' },
  frozen: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Reads and checks the command line; undefined when help is asked. Throws FlagError. */
export function readCliOptions(argv: string[]): CliOptions | undefined {
  const values = parse(argv);
  if (values.help) return undefined;
  if (values.frozen && values.speed !== undefined) {
    throw new FlagError('--frozen and --speed exclude each other: give one of them.');
  }
  const whole = (flag: keyof typeof values, fallback: number, min: number, max: number): number =>
    wholeNumber(flag, values[flag] as string | undefined, fallback, min, max);
  return {
    port: whole('port', 4580, 0, 65_535),
    host: values.host ?? '127.0.0.1',
    seed: whole('seed', DEFAULT_FLEET.seed, 0, 2 ** 31 - 1),
    historyDays: whole('history-days', DEFAULT_FLEET.historyDays, 1, 120),
    clusters: whole('clusters', DEFAULT_FLEET.clusters, 1, 1_000),
    services: whole('services', DEFAULT_FLEET.services, 0, 20_000),
    tasks: whole('tasks', DEFAULT_FLEET.tasks, 0, 200_000),
    instances: whole('instances', DEFAULT_FLEET.instances, 0, 20_000),
    databases: whole('databases', DEFAULT_FLEET.databases, 0, 5_000),
    accounts: whole('accounts', DEFAULT_FLEET.accounts, 1, 50),
    regions: regionList(values.regions),
    scenarios: values.scenario ?? [],
    faultsFile: values.faults,
    replayDir: values.replay,
    speed: values.frozen ? 0 : speedOf(values.speed),
    startAt: instantOf('now', values.now),
    startedAt: instantOf('epoch', values.epoch),
  };
}

function parse(argv: string[]): ReturnType<typeof parseArgs<{ options: typeof FLAGS }>>['values'] {
  try {
    return parseArgs({ args: argv, options: FLAGS, allowPositionals: false }).values;
  } catch (error) {
    if (isParseError(error)) throw new FlagError(`${error.message} See --help.`);
    throw error;
  }
}

function isParseError(error: unknown): error is { message: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    String(Reflect.get(error, 'code')).startsWith('ERR_PARSE_ARGS')
  );
}

function wholeNumber(
  flag: string,
  text: string | undefined,
  fallback: number,
  min: number,
  max: number,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new FlagError(`--${flag} ${text}: give a whole number from ${min} to ${max}.`);
  }
  return value;
}

function regionList(text: string | undefined): string[] {
  if (text === undefined) return DEFAULT_FLEET.regions;
  const regions = text.split(',').map((region) => region.trim());
  const wrong = regions.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (wrong !== undefined) {
    throw new FlagError(
      `--regions ${text}: "${wrong}" is not a region; give names such as ap-northeast-2,us-east-1.`,
    );
  }
  return [...new Set(regions)];
}

function speedOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0 && value <= 10_000)) {
    throw new FlagError(`--speed ${text}: give a number above 0 and up to 10000, or use --frozen.`);
  }
  return value;
}

function instantOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(value)) {
    throw new FlagError(`--${flag} ${text}: give an instant with its zone, such as 2026-11-02T09:00:00Z.`);
  }
  return value;
}
