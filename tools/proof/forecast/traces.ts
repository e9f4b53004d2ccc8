import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { seededRandom } from '../lib/random.ts';

export interface TraceSet {
  name: string;
  /** Hourly means, NaN where nothing was measured. */
  series: Float64Array[];
}

/** The real traces of a directory; null where it holds none. */
export function readTraces(directory: string): TraceSet[] | null {
  const machines = join(directory, 'azure_ordinary/microsoft_avg_100.csv.gz');
  if (!existsSync(machines)) return null;
  const rows = numbers(gunzipSync(readFileSync(machines)).toString());
  const ordinary = Array.from({ length: (rows[0]?.length ?? 1) - 1 }, (_, i) => hourly(rows, i + 1));
  const pools = readdirSync(join(directory, 'cluster_capacity'))
    .filter((file) => file.endsWith('.csv'))
    .toSorted()
    .flatMap((file) => {
      const pool = numbers(readFileSync(join(directory, 'cluster_capacity', file), 'utf8'));
      return [hourly(pool, 2), hourly(pool, 4)];
    });
  const cell = readFileSync(join(directory, 'aggregates/google2019.csv'), 'utf8');
  const timed = numbers(cell).map((row, i) => [i * 300, ...row]);
  return [
    { name: 'ordinary machines', series: ordinary },
    { name: 'resource pools', series: pools },
    { name: 'whole cells', series: [hourly(timed, 1), hourly(timed, 2)] },
  ];
}

/** Rows of a CSV with a header; the first column may be an ISO instant, which becomes seconds. */
function numbers(text: string): number[][] {
  const lines = text.trim().split('\n').slice(1);
  return lines.map((line) =>
    line.split(',').map((cell) => {
      if (cell === '') return Number.NaN;
      return cell.includes('T') ? Date.parse(`${cell}Z`) / 1000 : Number(cell);
    }),
  );
}

function hourly(rows: readonly number[][], column: number): Float64Array {
  const sums = new Map<number, [sum: number, count: number]>();
  let [first, last] = [Infinity, -Infinity];
  for (const row of rows) {
    const value = row[column] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const hour = Math.floor((row[0] ?? Number.NaN) / 3600);
    const [sum, count] = sums.get(hour) ?? [0, 0];
    sums.set(hour, [sum + value, count + 1]);
    first = Math.min(first, hour);
    last = Math.max(last, hour);
  }
  return Float64Array.from({ length: last - first + 1 }, (_, i) => {
    const found = sums.get(first + i);
    return found === undefined ? Number.NaN : found[0] / found[1];
  });
}

/** Series of the same kinds, drawn: a day and a week of seasons, steps, bursts and gaps. */
export function drawnTraces(count: number): TraceSet {
  const random = seededRandom(20261127);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const series = Array.from({ length: count }, () => {
    const day = random() * 20;
    const weekend = random();
    const noise = 1 + random() * 4;
    let level = 10 + random() * 30;
    let wander = 0;
    return Float64Array.from({ length: 667 }, (_, hour) => {
      if (random() < 1 / 300) level += normal() * 4;
      wander = 0.9 * wander + normal() * noise;
      const busy = Math.floor(hour / 24) % 7 < 5 ? 1 : weekend;
      const value = level + day * busy * Math.max(0, Math.sin((2 * Math.PI * hour) / 24)) + wander;
      return random() < 0.01 ? Number.NaN : Math.max(0, value);
    });
  });
  return { name: 'drawn series', series };
}
