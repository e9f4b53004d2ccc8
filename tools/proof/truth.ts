/** Danji's numbers equal the simulator's truth: stored metrics, completeness of the back-fill, rendered pages, the weekly review. */
import { Report } from './lib/report.ts';
import { calibrate } from './lib/calibrate.ts';
import { seededRandom } from './lib/random.ts';
import { startStack, type Stack } from './lib/stack.ts';
import { checkNumbers } from './review/numbers.ts';
import { checkCompleteness, waitForBackfill } from './truth/backfill.ts';
import { checkPlantedPeak, checkRandomPoints } from './truth/points.ts';
import { checkPages } from './truth/pages.ts';

const short = process.argv.includes('--short');
const seed = Number(process.argv.find((a) => a.startsWith('--seed='))?.slice(7) ?? '20261123');
const report = new Report('truth');
let stack: Stack | undefined;
let code = 1;
try {
  calibrate();
  report.figure('seed of the draws', seed);
  const random = seededRandom(seed);
  stack = await startStack();
  await waitForBackfill(stack, report);
  await checkRandomPoints(stack, report, random, short ? 1_000 : 5_000);
  await checkCompleteness(stack, report);
  await checkPlantedPeak(stack, report);
  await checkPages(stack, report, random, short ? 100 : 200);
  await checkNumbers(stack, report, random, 0);
  code = report.end();
} catch (cause) {
  console.error(cause);
  console.log('FAIL truth: the proof could not run');
} finally {
  await stack?.stop();
}
process.exit(code);
