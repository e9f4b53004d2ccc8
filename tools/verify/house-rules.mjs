import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

const LONGEST = 300;
const MADE = /^(node_modules|dist|generated|coverage|\.next.*|\.turbo)$/;
const SOURCE = /\.(ts|tsx|mts|mjs)$/;
const TEST = /\.spec\.tsx?$|\/(test|e2e)\//;
const FOLDERS = ['apps', 'packages', 'prisma', 'tools'];
/** Programs that measure or supervise live on the wall clock; the product has it injected. */
const ON_THE_CLOCK = /^tools\//;

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!MADE.test(entry.name)) yield* sources(path);
    } else if (SOURCE.test(entry.name)) yield path;
  }
}

/** Whether a file is the one place of its package that reads the wall clock. */
function isClock(path) {
  return (
    basename(path).startsWith('clock.') || basename(path) === 'system-clock.ts' || path.includes('/clock/')
  );
}

/**
 * What oxlint cannot say: the wall clock is read in clock files only, and files stay short.
 * @param root the checkout, or a folder that is laid out like it
 * @returns errors and warnings as lines `file:line: text`
 */
export function checkHouseRules(root) {
  const errors = [];
  const warnings = [];
  for (const folder of FOLDERS) {
    for (const file of sources(join(root, folder))) {
      const path = relative(root, file);
      const lines = readFileSync(file, 'utf8').split('\n');
      if (lines.length > LONGEST + 1)
        warnings.push(`${path}: ${lines.length - 1} lines; split it below ${LONGEST}`);
      if (TEST.test(path) || isClock(path) || ON_THE_CLOCK.test(path)) continue;
      lines.forEach((line, index) => {
        const code = line.replace(/^\s*(\*|\/\/).*$/, '');
        if (/\bnew Date\(\s*\)|\bDate\.now\(/.test(code)) {
          errors.push(`${path}:${index + 1}: reads the wall clock; take the injected clock`);
        }
      });
    }
  }
  return { errors, warnings };
}
