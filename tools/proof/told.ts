/** A storm is told once; a worker that is killed between any two steps loses no message and tells none twice. */
import { createTestDatabase } from '../../prisma/dist/index.js';
import { openTestServer } from '../test/database.mjs';
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';
import { checkKills } from './told/kills.ts';
import { checkStorm } from './told/storm.ts';

const short = process.argv.includes('--short');
const report = new Report('told');
calibrate();
const server = await openTestServer();
process.env['DATABASE_URL'] = server.url;
for (const part of [
  (url: string) => checkKills(report, url, short ? { pairs: 1, kills: 10 } : { pairs: 5, kills: 50 }),
  (url: string) => checkStorm(report, url, short ? 40 : 200),
]) {
  const database = await createTestDatabase();
  try {
    await part(database.url);
  } finally {
    await database.drop();
  }
}
await server.stop();
process.exit(report.end());
