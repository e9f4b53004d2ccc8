/**
 * `npm run verify`: format, lint, dependency rules, dead code, types and unit tests; what to run before a commit.
 * `--no-tests` leaves the unit tests out.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { pnpmCommand } from '../bootstrap/install.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { elapsed } from '../bootstrap/progress.mjs';
import { checkHouseRules } from './house-rules.mjs';

const bin = (name) => join(ROOT, 'node_modules', '.bin', name);
const turbo = (task, ...rest) => {
  const { command, args } = pnpmCommand(['exec', 'turbo', 'run', task, '--output-logs=errors-only', ...rest]);
  return [command, ...args];
};

/** Specs beside their source are pure functions; those in test/ need a server or a fleet and run in `npm test`. */
const UNIT = '<rootDir>/src/**/*.spec.{ts,tsx}';

/** Two lanes, one for each core: compiling beside everything that only reads. */
const LANES = [
  [
    ['types', turbo('typecheck', '--concurrency=1')],
    ...(process.argv.includes('--no-tests')
      ? []
      : [
          [
            'unit tests',
            turbo('test:unit', '--concurrency=1', '--', '--passWithNoTests', `--testMatch=${UNIT}`),
          ],
        ]),
  ],
  [
    ['format', [bin('oxfmt'), '--check', '.']],
    ['lint', [bin('oxlint'), '--quiet']],
    [
      'dependency rules',
      [
        bin('depcruise'),
        '--config',
        '.dependency-cruiser.mjs',
        '--ts-config',
        'tools/verify/tsconfig.paths.json',
        'apps',
        'packages',
        'prisma',
      ],
    ],
    ['dead code', [bin('knip'), '--no-progress', '--no-config-hints']],
  ],
];

function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: childEnvironment({ FORCE_COLOR: '0' }) });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

function report(name, ok, output) {
  console.log(`[${elapsed()}] ${ok ? 'ok  ' : 'FAIL'} ${name}`);
  if (!ok) console.log(output.trimEnd().split('\n').slice(-80).join('\n'));
  return ok;
}

async function runLane(checks) {
  let ok = true;
  for (const [name, command] of checks) {
    const result = await run(command);
    ok = report(name, result.ok, result.output) && ok;
  }
  return ok;
}

const { errors, warnings } = checkHouseRules(ROOT);
for (const warning of warnings) console.log(`warning: ${warning}`);
const house = report('house rules', errors.length === 0, errors.join('\n'));
// The generated client belongs to the sources that the checks read.
if (!existsSync(join(ROOT, 'prisma', 'src', 'generated'))) {
  await run([process.execPath, join(ROOT, 'prisma', 'generate.mjs')]);
}
const lanes = await Promise.all(LANES.map(runLane));
process.exitCode = house && lanes.every(Boolean) ? 0 : 1;
