import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from './paths.mjs';

/** Folders that hold what building makes, not what it is made of. */
const MADE = new Set([
  'node_modules',
  'dist',
  '.next',
  '.turbo',
  '.danji',
  'generated',
  'coverage',
  'e2e',
  'test',
]);

/** Files that building writes beside its sources, and specs, which nothing is built from. */
const NOT_A_SOURCE = /\.(spec|test)\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/;

/** A hash over the contents of files; a missing file counts as empty. */
export function hashContents(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0${existsSync(file) ? readFileSync(file) : ''}\0`);
  return hash.digest('hex');
}

/** A hash over the names, sizes and times of all source files below the folders: cheap, and changes whenever one does. */
export function hashSources(folders) {
  const hash = createHash('sha256');
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!MADE.has(entry.name)) visit(child);
      } else if (entry.isFile() && !NOT_A_SOURCE.test(entry.name)) {
        const { size, mtimeMs } = statSync(child);
        hash.update(`${child}\0${size}\0${mtimeMs}\0`);
      }
    }
  };
  for (const folder of folders) visit(folder);
  return hash.digest('hex');
}

/** What was remembered under `name`, or null. */
export function recall(name) {
  const file = memory(name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

export function remember(name, value) {
  writeFileSync(memory(name), value);
}
