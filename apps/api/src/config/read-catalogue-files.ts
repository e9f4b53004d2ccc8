import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueMetric } from '@danji/shared';
import { parseDocument } from 'yaml';
import { readCatalogueFile, type CatalogueProblem } from './catalogue-file.js';

/**
 * The metrics that the files of a folder (DANJI_DATA_DIR/catalogue) add, in the order of their names. All problems are
 * answered at once; without the folder nothing is added.
 */
export function readCatalogueFiles(
  folder: string,
): { metrics: CatalogueMetric[] } | { problems: CatalogueProblem[] } {
  const metrics: CatalogueMetric[] = [];
  const problems: CatalogueProblem[] = [];
  const taken = new Set<string>();
  for (const name of filesIn(folder)) {
    const file = join(folder, name);
    const document = parseDocument(readFileSync(file, 'utf8'));
    const [broken] = document.errors;
    if (broken) {
      const line = broken.linePos?.[0].line ?? 1;
      const value = broken.message.split('\n')[0] ?? '';
      problems.push({ file, field: `line ${line}`, value, remedy: 'Write YAML.' });
      continue;
    }
    const answer = readCatalogueFile(file, document.toJS(), taken);
    if ('problems' in answer) problems.push(...answer.problems);
    else metrics.push(...answer.metrics);
  }
  return problems.length > 0 ? { problems } : { metrics };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The message a person reads when the process refuses to start. */
export function explainCatalogueProblems(problems: readonly CatalogueProblem[]): string {
  const lines = problems.map(
    ({ file, field, value, remedy }) => `  ${file}\n    ${field}: ${value}\n    ${remedy}`,
  );
  return `Danji does not start: ${problems.length} problem(s) in catalogue files.\n${lines.join('\n')}\n`;
}
