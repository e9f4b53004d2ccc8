/**
 * The capacity review is computed fast for a thousand services, and says what raw samples say: in Seoul here, in UTC in
 * the proof `truth`, which is all that the short form leaves to it. @alone
 */
import { openTestServer } from '../test/database.mjs';
import { calibrate } from './lib/calibrate.ts';
import { seededRandom } from './lib/random.ts';
import { Report } from './lib/report.ts';
import { startStack, type Stack } from './lib/stack.ts';
import { checkNumbers } from './review/numbers.ts';
import { checkSpeed } from './review/speed.ts';
import { waitForBackfill } from './truth/backfill.ts';

const short = process.argv.includes('--short');
const seed = Number(process.argv.find((a) => a.startsWith('--seed='))?.slice(7) ?? '20261123');
const report = new Report('review');
let stack: Stack | undefined;
let code = 1;
calibrate();
report.figure('seed of the draws', seed);
const server = await openTestServer();
try {
  process.env['DATABASE_URL'] = server.url;
  await checkSpeed(report, short ? 200 : 1_000);
  delete process.env['DATABASE_URL'];
  if (!short) {
    stack = await startStack({ env: { DANJI_TIMEZONE: 'Asia/Seoul' } });
    await waitForBackfill(stack, report);
    await checkNumbers(stack, report, seededRandom(seed), 9);
  }
  code = report.end();
} catch (cause) {
  console.error(cause);
  console.log('FAIL review: the proof could not run');
} finally {
  await stack?.stop();
  process.env['DATABASE_URL'] = server.url;
  await server.stop();
}
process.exit(code);
