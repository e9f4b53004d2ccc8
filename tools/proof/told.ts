/** A storm is told once; a worker that is killed between any two steps loses no message and tells none twice. */
import { calibrate } from './lib/calibrate.ts';
import { proveInDatabases } from './lib/in-databases.ts';
import { Report } from './lib/report.ts';
import { checkKills } from './told/kills.ts';
import { checkStorm } from './told/storm.ts';

const short = process.argv.includes('--short');
const report = new Report('told');
calibrate();
await proveInDatabases('told', report, [
  (url) => checkKills(report, url, short ? { pairs: 1, kills: 10 } : { pairs: 5, kills: 50 }),
  (url) => checkStorm(report, url, short ? 40 : 200),
]);
