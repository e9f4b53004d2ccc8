/**
 * `npm test`: builds what is needed, then runs every spec: of the tools, of the packages, and in the browser. The last
 * line counts them; without Chromium the browser's are skipped and it says so.
 */
import { build } from '../bootstrap/build.mjs';
import { elapsed, Progress } from '../bootstrap/progress.mjs';
import { countBrowserSpecs, findChromium, startDanji } from './browser.mjs';
import { openTestServer } from './database.mjs';
import { BESIDE, LONGEST, runJest, runToolTests, SHORT, Tally } from './suites.mjs';

/** As many as the smallest machine that the time limit is meant for. */
const CORES = 2;
const progress = new Progress();
const tally = new Tally();

async function suite(title, run) {
  progress.say(`${title} …`);
  const counts = await run();
  tally.add(counts);
  progress.say(`${title}: ${counts.passed} passed, ${counts.failed} failed`);
}

/** @param starting the Danji to look at, null without a browser to look with */
async function inBrowser(chromium, starting) {
  if (starting === null) {
    const skipped = countBrowserSpecs();
    progress.say('No Chromium found (set CHROMIUM_PATH): the browser specs are skipped');
    return { passed: 0, failed: 0, skipped };
  }
  const danji = await starting;
  try {
    return await runJest('apps/web', { DANJI_E2E_URL: danji.url, CHROMIUM_PATH: chromium }, CORES);
  } finally {
    await danji.stop();
  }
}

async function main() {
  await build('services', progress);
  const chromium = findChromium();
  let danji = null;
  const server = await openTestServer();
  try {
    const specs = (folder, workers) =>
      suite(folder, () => runJest(folder, { DATABASE_URL: server.url }, workers));
    const beside = specs(BESIDE);
    try {
      await build('web', progress);
      await suite('tools', runToolTests);
      for (const folder of SHORT) await specs(folder);
      // Its two weeks of back-fill wait for AWS's quota most of the time: they pass while the next suite runs.
      if (chromium !== null) {
        danji = startDanji();
        danji.catch(() => undefined); // Told where it is waited for.
      }
      await specs(LONGEST, CORES);
    } finally {
      await beside;
    }
  } finally {
    await server.stop();
  }
  await suite('browser', () => inBrowser(chromium, danji));
}

// Ctrl-C reaches the runners themselves; this one only has to close what it opened, which its end does.
process.on('SIGTERM', () => process.exit(143));
process.on('disconnect', () => process.exit(1));
try {
  await main();
} catch (error) {
  console.error(error.message);
  tally.failed += 1;
}
console.log(`${elapsed()} minutes in all`);
console.log(`${tally}`);
process.exit(tally.failed === 0 ? 0 : 1);
