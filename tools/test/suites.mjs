import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { pinnedNode } from '../bootstrap/pinned-node.mjs';
import { memory, ROOT } from '../bootstrap/paths.mjs';
import { runShown } from './run-shown.mjs';

/** What takes one core for two minutes, beside all others. */
export const BESIDE = 'packages/aws-simulator';
/** The others, one after another, and then those that take longest, with a worker for each core. */
export const SHORT = ['packages/shared', 'packages/analysis', 'prisma', 'apps/web'];
export const LONGEST = 'apps/api';

/** Counts of tests; a suite that could not run at all counts as one failure. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  add({ passed, failed, skipped }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
  }

  /** The line that ends every run. */
  toString() {
    return `${this.passed} passed, ${this.failed} failed${this.skipped === 0 ? '' : `, ${this.skipped} skipped`}`;
  }
}

function readJestReport(file, exitCode) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Runs a package's specs.
 * @param workers how many of its files run at a time
 * @returns counts; a package without specs has none
 */
export async function runJest(folder, env, workers = 1) {
  mkdirSync(memory('reports'), { recursive: true });
  const file = join(memory('reports'), `${folder.replaceAll('/', '-')}.json`);
  rmSync(file, { force: true });
  const jest = join('node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--no-warnings', jest, '--json', `--outputFile=${file}`];
  // A suite that fails while it opens something leaves it open; the run must end all the same.
  const code = await runShown(
    pinnedNode(),
    [...flags, '--passWithNoTests', `--maxWorkers=${workers}`, '--verbose=false', '--forceExit'],
    {
      cwd: join(ROOT, folder),
      env: childEnvironment(env),
      hideStdout: true,
    },
  );
  return readJestReport(file, code);
}

/** Runs the tests of these tools, written for Node's own runner. */
export async function runToolTests() {
  const folder = join(ROOT, 'tools', 'test', 'specs');
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  let text = '';
  const code = await runShown(
    pinnedNode(),
    ['--test', '--test-reporter=tap', ...files.map((name) => join(folder, name))],
    { cwd: ROOT, env: childEnvironment(), hideStdout: true, onStdout: (chunk) => (text += chunk) },
  );
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  if (code !== 0) console.log(text);
  return {
    passed: count('pass'),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: count('skipped') + count('todo'),
  };
}
