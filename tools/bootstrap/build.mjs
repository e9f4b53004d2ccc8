import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { pnpmCommand } from './install.mjs';
import { ROOT } from './paths.mjs';
import { hashContents, hashSources, recall, remember } from './stamp.mjs';

const COMMON = ['package.json', 'pnpm-lock.yaml', 'turbo.json', 'tsconfig.base.json'];

/** What can be built: the packages to name to turbo, the folders whose change asks for it, and what must be there. */
const TARGETS = {
  services: {
    title: 'Building the API and the simulator',
    packages: ['@danji/api', '@danji/aws-simulator'],
    folders: ['prisma', 'packages', 'apps/api'],
    made: ['prisma/dist/index.js', 'apps/api/dist/main.js', 'packages/aws-simulator/dist/cli.js'],
  },
  simulator: {
    title: 'Building the simulator',
    packages: ['@danji/aws-simulator'],
    folders: ['packages/aws-simulator'],
    made: ['packages/aws-simulator/dist/cli.js'],
  },
  web: {
    title: 'Building the pages',
    packages: ['@danji/web'],
    folders: ['packages/shared', 'apps/web'],
    made: ['apps/web/.next/BUILD_ID'],
  },
};

/**
 * Builds a target by turbo unless its sources are as they were when it was last built.
 * @param target services | simulator | web
 * @param signal ends the build
 */
export async function build(target, progress, signal) {
  const { title, packages, folders, made } = TARGETS[target];
  const state = () =>
    `${process.version} ${hashContents(COMMON.map((file) => join(ROOT, file)))} ${hashSources(folders.map((folder) => join(ROOT, folder)))}`;
  const complete = () => made.every((file) => existsSync(join(ROOT, file)));
  const before = state();
  if (recall(`built-${target}`) === before && complete()) return;
  const turbo = ['turbo', 'run', 'build', '--output-logs=errors-only', '--log-order=grouped'];
  const { command, args } = pnpmCommand(['exec', ...turbo, ...packages.map((name) => `--filter=${name}`)]);
  await progress.run(title, command, args, { cwd: ROOT, env: childEnvironment(), signal });
  if (!complete()) throw new Error(`${title} ended well but ${made.join(', ')} are not all there.`);
  remember(`built-${target}`, before);
}
