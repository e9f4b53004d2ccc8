/**
 * What the npm scripts call. Plain JavaScript for Node 20 and npm alone: installs with the pinned pnpm when the
 * manifests changed, then hands over to the program of that name on the pinned Node.
 */
import { installDependencies } from './bootstrap/install.mjs';
import { runOnPinnedNode } from './bootstrap/pinned-node.mjs';
import { Progress } from './bootstrap/progress.mjs';

const PROGRAMS = {
  start: 'supervisor/main.mjs',
  dev: 'supervisor/main.mjs',
  test: 'test/main.mjs',
  verify: 'verify/main.mjs',
  proof: 'test/proof.mjs',
  simulator: 'supervisor/simulator.mjs',
};

const [command = '', ...args] = process.argv.slice(2);
const program = PROGRAMS[command];
if (program === undefined) {
  console.error(
    `"${command}" is no command. Write npm run with one of: ${Object.keys(PROGRAMS).join(', ')}.`,
  );
  process.exit(2);
}

try {
  await installDependencies(new Progress());
  process.exitCode = await runOnPinnedNode(program, command === 'dev' ? ['--dev', ...args] : args);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
