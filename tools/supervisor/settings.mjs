import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findsCredentials } from './credentials.mjs';

/** A setting that cannot be used: names the variable, the value and the remedy. */
export class SettingError extends Error {}

/** All bad settings at once, so that nobody mends one to meet the next. */
class Problems {
  #sentences = [];

  add(sentence) {
    this.#sentences.push(sentence);
  }

  end() {
    if (this.#sentences.length > 0) throw new SettingError(this.#sentences.join('\n'));
  }
}

function port(name, fallback, problems) {
  const given = process.env[name];
  if (given === undefined || given === '') return fallback;
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= 1 && value <= 65_535) return value;
  problems.add(`${name} is "${given}"; write a port number from 1 to 65535.`);
  return null;
}

async function mode(problems) {
  const given = process.env.DANJI_MODE ?? '';
  if (given === 'demo' || given === 'aws') return given;
  if (given !== '') {
    problems.add(
      `DANJI_MODE is "${given}"; write demo or aws, or leave it out to use AWS when credentials are found.`,
    );
    return null;
  }
  return (await findsCredentials(process.env)) ? 'aws' : 'demo';
}

/** What the supervisor itself must know; the rest of the environment is checked by the process that uses it. */
export async function readSettings() {
  const problems = new Problems();
  const dataDir = resolve(process.env.DANJI_DATA_DIR || '.danji');
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    problems.add(
      `DANJI_DATA_DIR is "${dataDir}", which cannot be created (${error.code}); name a folder that this user may write to.`,
    );
  }
  const settings = {
    host: process.env.HOST || '127.0.0.1',
    port: port('PORT', 3000, problems),
    apiPort: port('API_PORT', 3001, problems),
    databaseUrl: process.env.DATABASE_URL || null,
    dataDir,
    mode: await mode(problems),
  };
  if (!/^(127(\.\d{1,3}){3}|::1|localhost)$/.test(settings.host)) {
    problems.add(
      `HOST is "${settings.host}"; write 127.0.0.1: there is no sign-in yet, so Danji listens to this machine only.`,
    );
  }
  if (settings.port !== null && settings.port === settings.apiPort) {
    problems.add(`PORT and API_PORT are both ${settings.port}; the pages and the API need one each.`);
  }
  problems.end();
  return settings;
}
