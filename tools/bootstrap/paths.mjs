import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/** Where these tools keep what they remember between runs; goes with node_modules. */
export function memory(file) {
  const folder = join(ROOT, 'node_modules', '.danji');
  mkdirSync(folder, { recursive: true });
  return join(folder, file);
}
