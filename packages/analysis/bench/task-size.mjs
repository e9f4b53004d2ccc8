/**
 * Overload of the CPU rule on held-out days: fit on the first 14 days of each machine, judge on the rest.
 * node bench/task-size.mjs DIR, where DIR holds microsoft_{avg,max}_100.csv.gz (Azure Public Dataset V1, CC-BY 4.0);
 * build first. Values are percent of the machine's size every five minutes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cpuNeedPercent } from '@danji/analysis';

const [, , directory] = process.argv;
if (!directory) throw new Error('name the directory of the traces: node bench/task-size.mjs DIR');

const STEP = 300;
const TRAINING = 14 * 288;

function columns(file) {
  const lines = gunzipSync(readFileSync(join(directory, file)))
    .toString()
    .trim()
    .split('\n')
    .slice(1);
  const rows = lines.map((line) => line.split(',').map(Number));
  return rows[0].slice(1).map((_, column) => Float64Array.from(rows, (row) => row[column + 1]));
}

const average = columns('microsoft_avg_100.csv.gz');
const maximum = columns('microsoft_max_100.csv.gz');

console.log('profile      capacity  overload %  burst %');
for (const profile of ['cost', 'balanced', 'performance']) {
  let [capacity, overload, burst] = [0, 0, 0];
  average.forEach((series, machine) => {
    const facts = {
      cpuAverage: series.subarray(0, TRAINING),
      cpuMaximum: maximum[machine].subarray(0, TRAINING),
      step: STEP,
      profile,
    };
    const limit = Math.min(100, cpuNeedPercent(facts, 14));
    const judged = series.subarray(TRAINING);
    const peaks = maximum[machine].subarray(TRAINING);
    capacity += limit / average.length;
    overload += (100 * judged.filter((value) => value > limit).length) / judged.length / average.length;
    burst += (100 * peaks.filter((value) => value > limit).length) / judged.length / average.length;
  });
  console.log(
    profile.padEnd(12),
    capacity.toFixed(1).padStart(8),
    overload.toFixed(2).padStart(11),
    burst.toFixed(2).padStart(8),
  );
}
