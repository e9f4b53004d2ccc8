import { join } from 'node:path';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { Child } from './child.mjs';

const NEXT = join(ROOT, 'apps', 'web', 'node_modules', 'next', 'dist', 'bin', 'next');
/** A page that is compiled on its first call answers late; that is still an answer. */
const PROBE_MS = 5_000;

/** Whether something at `url` answers without failing. */
async function answers(url) {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false; // Nobody listens yet.
  }
}

/** An address as it stands in a URL. */
export function authority(host, port) {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The embedded PostgreSQL; `url` is known once it is ready, and stays the same through restarts. */
export function databaseChild(settings, common) {
  const host = join(ROOT, 'prisma', 'dist', 'embedded', 'host.js');
  let url = null;
  let ready = false;
  const child = new Child({
    ...common,
    name: 'database',
    title: 'Database',
    args: [host, '--data-dir', settings.dataDir],
    cwd: ROOT,
    env: childEnvironment(),
    onSpawn: () => {
      ready = false;
    },
    onMessage: (message) => {
      url = message.ready.url;
      ready = true;
    },
    isReady: async () => ready,
  });
  return { child, url: () => url };
}

export function simulatorChild(account, common) {
  return new Child({
    ...common,
    name: 'simulator',
    title: 'Simulated AWS account',
    args: [join(ROOT, 'packages', 'aws-simulator', 'dist', 'cli.js'), ...account.commandLine()],
    cwd: ROOT,
    env: childEnvironment(),
    isReady: () => answers(`${account.url}/_simulator/health`),
  });
}

/** @param account the simulated account, or null when the API talks to AWS */
export function apiChild(settings, databaseUrl, account, common) {
  const demo = account === null ? {} : { ...account.environment(), DANJI_MODE: 'demo' };
  const env = childEnvironment({
    DATABASE_URL: databaseUrl,
    DANJI_DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
    API_PORT: String(settings.apiPort),
    HOST: settings.host,
    ...demo,
  });
  if (account !== null) {
    // What a user has set for AWS must not lead the demo there.
    for (const name of Object.keys(env)) {
      if (name.startsWith('AWS_') && !(name in demo)) delete env[name];
    }
  }
  return new Child({
    ...common,
    name: 'api',
    title: 'API',
    args: ['--enable-source-maps', join(ROOT, 'apps', 'api', 'dist', 'main.js')],
    cwd: ROOT,
    env,
    isReady: () => answers(`http://${authority(settings.host, settings.apiPort)}/api/v1/health/live`),
  });
}

export function webChild(settings, dev, common) {
  const address = ['-H', settings.host, '-p', String(settings.port)];
  return new Child({
    ...common,
    name: 'web',
    title: 'Pages',
    args: [NEXT, dev ? 'dev' : 'start', ...address],
    cwd: join(ROOT, 'apps', 'web'),
    env: childEnvironment({
      NODE_ENV: dev ? 'development' : 'production',
      PORT: String(settings.port),
      API_PORT: String(settings.apiPort),
      HOST: settings.host,
    }),
    isReady: () => answers(`http://${authority(settings.host, settings.port)}/`),
  });
}
