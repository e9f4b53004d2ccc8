/**
 * `npm run proof -- NAME [options]`: builds, then runs tools/proof/NAME.(ts|mjs); without a name lists them. Every
 * proof prints its figures and PASS or FAIL; --short is the form that CI runs, and --names only names them.
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
    .trim();
}

const [name, ...args] = process.argv.slice(2);
const all = proofs();
const file = all.get(name);
if (name === '--names') {
  console.log([...all.keys()].join('\n'));
  process.exit(0);
}
if (file === undefined) {
  if (name !== undefined) console.error(`There is no proof "${name}".`);
  for (const [key, path] of all) console.log(`npm run proof -- ${key.padEnd(12)} ${purpose(path)}`);
  process.exit(name === undefined ? 0 : 2);
}

const progress = new Progress();
await build('services', progress);
await build('web', progress);
process.on('SIGINT', () => undefined);
process.exitCode = await runShown(pinnedNode(), ['--no-warnings', file, ...args], {
  cwd: ROOT,
  env: childEnvironment(),
});
