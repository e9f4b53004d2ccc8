import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** One recorded series: rows in order of time, `step` ms apart as a rule. */
export interface Recording {
  file: string;
  /** Milliseconds since the first row. */
  offsets: Float64Array;
  values: Float64Array;
  step: number;
  /** Which series it drives; without both, a series of its own in namespace `Replay`. */
  namespace?: string;
  metric?: string;
  /** Glob over the names of the resource: a dimension value, or the name of a standalone instance. */
  resource?: string;
}

export class ReplayError extends Error {
  constructor(file: string, problem: string) {
    super(`--replay ${file}: ${problem}`);
    this.name = 'ReplayError';
  }
}

const mapSchema = z.strictObject({
  series: z.array(
    z.strictObject({
      file: z.string(),
      namespace: z.string(),
      metric: z.string(),
      resource: z.string().default('*'),
    }),
  ),
});

/** What file names of public CloudWatch collections (such as NAB) say about their series. */
const KNOWN_PREFIXES: [string, string, string][] = [
  ['ec2_cpu_utilization', 'AWS/EC2', 'CPUUtilization'],
  ['ec2_network_in', 'AWS/EC2', 'NetworkIn'],
  ['ec2_disk_write_bytes', 'AWS/EC2', 'EBSWriteBytes'],
  ['rds_cpu_utilization', 'AWS/RDS', 'CPUUtilization'],
];

/**
 * Reads every `*.csv` of a directory (header, then `timestamp,value`; times ISO, `YYYY-MM-DD HH:MM:SS` in UTC, or epoch
 * seconds). `replay.yaml` says which series each drives; without it the name does: `RESOURCE.Metric.csv`, or a known
 * prefix. Throws ReplayError naming file, line, value and remedy.
 */
export function readReplay(directory: string): Recording[] {
  const names = readdirSync(directory).sort();
  const map = names.includes('replay.yaml') ? readMap(join(directory, 'replay.yaml')) : undefined;
  const files = names.filter((name) => name.endsWith('.csv'));
  if (files.length === 0)
    throw new ReplayError(directory, 'there is no .csv file in it; add files of timestamp,value');
  for (const { file } of map?.series ?? []) {
    if (!files.includes(file))
      throw new ReplayError(join(directory, 'replay.yaml'), `it names ${file}, which is not there`);
  }
  return files.map((file) => ({ ...readCsv(join(directory, file)), file, ...target(file, map) }));
}

function readMap(path: string): z.infer<typeof mapSchema> {
  const parsed = mapSchema.safeParse(parseYaml(readFileSync(path, 'utf8')));
  if (!parsed.success)
    throw new ReplayError(path, `${z.prettifyError(parsed.error)}; see docs/simulator.md, "Replay"`);
  return parsed.data;
}

function target(file: string, map: z.infer<typeof mapSchema> | undefined): Partial<Recording> {
  const mapped = map?.series.find((entry) => entry.file === file);
  if (mapped) return { namespace: mapped.namespace, metric: mapped.metric, resource: mapped.resource };
  const named = /^(.+)\.([A-Za-z0-9_]+)\.csv$/.exec(file);
  if (named) return { resource: named[1], metric: named[2] };
  const known = KNOWN_PREFIXES.find(([prefix]) => file.startsWith(prefix));
  return known ? { namespace: known[1], metric: known[2], resource: '*' } : {};
}

function readCsv(path: string): Pick<Recording, 'offsets' | 'values' | 'step'> {
  const lines = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const rows = lines.slice(1).map((line, i) => parseRow(path, line, i + 2));
  rows.sort((a, b) => a.at - b.at);
  const first = rows[0];
  if (!first || rows.length < 2) throw new ReplayError(path, 'it has fewer than two rows; give at least two');
  const gaps = rows.slice(1).map((row, i) => row.at - (rows[i]?.at ?? row.at));
  gaps.sort((a, b) => a - b);
  return {
    offsets: Float64Array.from(rows, (row) => row.at - first.at),
    values: Float64Array.from(rows, (row) => row.value),
    step: Math.max(1000, gaps[Math.floor(gaps.length / 2)] ?? 60_000),
  };
}

function parseRow(path: string, line: string, number: number): { at: number; value: number } {
  const [time = '', amount = ''] = line.split(',').map((cell) => cell.trim().replace(/^"|"$/g, ''));
  const at = /^\d+(\.\d+)?$/.test(time)
    ? Number(time) * 1000
    : Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(time) ? time : `${time.replace(' ', 'T')}Z`);
  const value = Number(amount);
  if (Number.isNaN(at))
    throw new ReplayError(path, `line ${number}: "${time}" is no time; write YYYY-MM-DD HH:MM:SS (UTC)`);
  if (amount === '' || !Number.isFinite(value))
    throw new ReplayError(path, `line ${number}: "${amount}" is no number`);
  return { at, value };
}

/**
 * The recorded value of the slot [at, at + length): the mean of its rows, else the row that still holds; undefined in a
 * gap of more than two steps. The recording ends at `endsAt` and repeats before and after.
 */
export function recordedValue(
  recording: Recording,
  at: number,
  length: number,
  endsAt: number,
): number | undefined {
  const { offsets, values, step } = recording;
  const span = (offsets[offsets.length - 1] ?? 0) + step;
  const position = (((at - endsAt) % span) + span) % span;
  let index = lowerBound(offsets, position);
  let sum = 0;
  let count = 0;
  for (; index < offsets.length && (offsets[index] ?? Infinity) < position + length; index++) {
    sum += values[index] ?? 0;
    count += 1;
  }
  if (count > 0) return sum / count;
  const before = lowerBound(offsets, position) - 1;
  const held = offsets[before];
  return held !== undefined && position - held <= 2 * step ? values[before] : undefined;
}

/** Index of the first offset that is not below `position`. */
function lowerBound(offsets: Float64Array, position: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
