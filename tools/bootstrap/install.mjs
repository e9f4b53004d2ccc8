import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { ROOT } from './paths.mjs';
import { hashContents, recall, remember } from './stamp.mjs';

const STAMP = 'installed';

/** The manifests that decide what is installed. */
function manifests() {
  const packages = ['prisma', 'apps', 'packages'].flatMap((folder) =>
    folder === 'prisma'
      ? [folder]
      : readdirSync(join(ROOT, folder), { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map((entry) => `${folder}/${entry.name}`),
  );
  return [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...packages.map((folder) => `${folder}/package.json`),
  ];
}

/** The version of pnpm that package.json pins. */
export function pnpmVersion() {
  const { devEngines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return devEngines.packageManager.version;
}

/** The command that runs the pinned pnpm where only npm exists; npm keeps it in its cache. */
export function pnpmCommand(args) {
  return {
    command: process.platform === 'win32' ? 'npx.cmd' : 'npx',
    args: ['--yes', '--loglevel=error', `pnpm@${pnpmVersion()}`, ...args],
  };
}

/** Installs what the lockfile names, only when a manifest changed since the last time. */
export async function installDependencies(progress) {
  const wanted = `${process.platform}-${process.arch} ${hashContents(manifests().map((file) => join(ROOT, file)))}`;
  if (existsSync(join(ROOT, 'node_modules', '.modules.yaml')) && recall(STAMP) === wanted) return;
  const { command, args } = pnpmCommand(['install', '--frozen-lockfile', '--reporter=append-only']);
  await progress.run('Installing packages', command, args, {
    cwd: ROOT,
    env: childEnvironment({ CI: 'true' }),
  });
  remember(STAMP, wanted);
}
