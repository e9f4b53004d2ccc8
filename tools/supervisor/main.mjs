/**
 * `npm start` and, with --dev, `npm run dev`: database, simulated account (demo mode), API and pages, kept running
 * until Ctrl-C. Everything is started as soon as what it needs is there; the pages are built meanwhile.
 */
import { build } from '../bootstrap/build.mjs';
import { Progress } from '../bootstrap/progress.mjs';
import { followSources } from './follow-sources.mjs';
import { becomeOnlyOne } from './only-one.mjs';
import { claimPort } from './ports.mjs';
import { apiChild, authority, databaseChild, simulatorChild, webChild } from './services.mjs';
import { readSettings, SettingError } from './settings.mjs';
import { SimulatedAccount } from './simulated-account.mjs';

const args = process.argv.slice(2);
const dev = args[0] === '--dev';
const simulatorArgs = dev ? args.slice(1) : args;
const progress = new Progress();
const building = new AbortController();
/** The processes that were started. */
const children = [];
let only = null;
let ending = false;

async function end(code) {
  if (ending) return;
  ending = true;
  building.abort();
  only?.stopping();
  // The database goes last: the others may still be writing.
  await Promise.all(children.filter(({ name }) => name !== 'database').map((child) => child.stop()));
  await Promise.all(children.map((child) => child.stop()));
  only?.gone();
  progress.say('Stopped');
  process.exit(code);
}

function fail(message) {
  if (ending) return;
  console.error(`\n${message}`);
  void end(1);
}

async function launch(child) {
  if (ending) return;
  children.push(child);
  await child.start();
}

async function startServices(settings, account, common) {
  await account?.settle();
  const database = settings.databaseUrl === null ? databaseChild(settings, common) : null;
  const databaseUrl = () => settings.databaseUrl ?? database?.url() ?? '';
  await Promise.all([
    database === null ? null : launch(database.child),
    account === null ? null : launch(simulatorChild(account, common)),
  ]);
  await launch(apiChild(settings, databaseUrl(), account, common));
}

async function startPages(settings, common) {
  if (!dev) await build('web', progress, building.signal);
  await launch(webChild(settings, dev, common));
}

async function main() {
  const settings = await readSettings();
  const url = `http://${authority(settings.host, settings.port)}`;
  only = await becomeOnlyOne(settings.dataDir, url, (text) => progress.say(text));
  await claimPort('PORT', settings.port, settings.host);
  await claimPort('API_PORT', settings.apiPort, settings.host);
  const account = settings.mode === 'demo' ? new SimulatedAccount(settings.dataDir, simulatorArgs) : null;
  if (account === null && simulatorArgs.length > 0) {
    throw new SettingError(
      `"${simulatorArgs.join(' ')}" is for the simulated account, but credentials of AWS were found; set DANJI_MODE=demo.`,
    );
  }
  progress.say(
    account === null
      ? 'Watching AWS with the credentials that were found'
      : 'Demo: a simulated AWS account (no AWS credentials found, or DANJI_MODE=demo)',
  );
  if (account?.differs) {
    progress.say(
      `  its options differ from those of the history stored in ${settings.dataDir}; remove that folder to begin afresh`,
    );
  }
  const common = { dataDir: settings.dataDir, say: (text) => progress.say(text), onHopeless: fail };
  // The API's build goes first: from then on it fills its history while the pages are built.
  await build('services', progress, building.signal);
  if (dev) followSources(children, building.signal, progress);
  await Promise.all([startServices(settings, account, common), startPages(settings, common)]);
  if (!ending) progress.say(`Danji is at ${url}`);
}

process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
process.on('SIGHUP', () => void end(0));
process.on('disconnect', () => void end(1));
main().catch((error) => {
  if (ending) return;
  fail(error instanceof SettingError ? error.message : error.stack);
});
