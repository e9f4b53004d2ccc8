/**
 * `npm run proof -- NAME [options]`: builds, then runs tools/proof/NAME.(ts|mjs); without a name lists them. Every
 * proof prints its figures and PASS or FAIL; --short is the form that CI runs. `--all` runs every one: a proof whose
 * comment says `@alone` measures time and has the machine to itself, the others run two at a time; the last line counts.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../bootstrap/build.mjs';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { pinnedNode } from '../bootstrap/pinned-node.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { Progress } from '../bootstrap/progress.mjs';
import { runShown } from './run-shown.mjs';

const TOOLS = join(ROOT, 'tools');

/** By name: tools/proof/NAME.ts, and tools/NAME/proof.mjs for one that needs a folder of its own. */
function proofs() {
  const found = new Map();
  for (const file of readdirSync(join(TOOLS, 'proof')).filter((name) => /\.(ts|mjs)$/.test(name))) {
    found.set(file.replace(/\.\w+$/, ''), join(TOOLS, 'proof', file));
  }
  for (const folder of readdirSync(TOOLS)) {
    const file = join(TOOLS, folder, 'proof.mjs');
    if (folder !== 'test' && existsSync(file)) found.set(folder, file);
  }
  return found;
}

/** The first sentence of the comment that a proof begins with. */
function purpose(file) {
  const text = readFileSync(file, 'utf8');
  const comment = /\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '';
  return comment
    .replace(/^\s*\*/gm, '')
    .replace(/\s+/g, ' ')
    .replace('@alone', '')
    .trim();
}

const runsAlone = (file) => /^ *\/?\*\*? .*@alone/m.test(readFileSync(file, 'utf8'));

/** Runs one proof; with `held` its output is shown as a whole when it ends. Answers its exit code. */
async function run(name, file, options, held) {
  const head = `\n== npm run proof -- ${[name, ...options].join(' ')}`;
  let text = '';
  if (!held) console.log(head);
  const code = await runShown(pinnedNode(), ['--no-warnings', file, ...options], {
    cwd: ROOT,
    env: childEnvironment(),
    ...(held ? { hideStdout: true, onStdout: (chunk) => (text += chunk) } : {}),
  });
  if (held) console.log(`${head}\n${text.trimEnd()}`);
  return code;
}

/** Every proof, those that are not timed in two lanes, one for each core; true when all hold. */
async function runAll(options) {
  const failed = [];
  const one = async ([name, file], held) => {
    if ((await run(name, file, options, held)) !== 0) failed.push(name);
  };
  const timed = [...all].filter(([, file]) => runsAlone(file));
  for (const proof of timed) await one(proof, false);
  const rest = [...all].filter(([, file]) => !runsAlone(file));
  const lane = async (proofs) => {
    for (let proof = proofs.shift(); proof !== undefined; proof = proofs.shift()) await one(proof, true);
  };
  const waiting = rest.filter(([name]) => WAITS.has(name));
  const working = rest.filter(([name]) => !WAITS.has(name));
  await Promise.all([lane(waiting), lane(working), lane(working)]);
  for (const name of failed) console.log(`The proof ${name} did not hold.`);
  console.log(`${all.size - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0;
}

/** Its back-fill waits for AWS's quota most of its time, so it runs beside the two lanes. */
const WAITS = new Set(['truth']);

const [name, ...args] = process.argv.slice(2);
const all = proofs();
const file = all.get(name);
if (file === undefined && name !== '--all') {
  if (name !== undefined) console.error(`There is no proof "${name}".`);
  for (const [key, path] of all) console.log(`npm run proof -- ${key.padEnd(14)} ${purpose(path)}`);
  process.exit(name === undefined ? 0 : 2);
}

const progress = new Progress();
await build('services', progress);
await build('web', progress);
process.on('SIGINT', () => undefined);
process.exitCode = name === '--all' ? ((await runAll(args)) ? 0 : 1) : await run(name, file, args, false);
