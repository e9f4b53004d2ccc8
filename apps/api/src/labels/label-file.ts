import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabelRuleInput, type LabelRule } from '@danji/shared';
import { parseDocument } from 'yaml';

/** A labels.yaml that cannot be used: what is wrong where, and what to write instead. */
export class LabelFileError extends Error {
  override readonly name = 'LabelFileError';
}

/**
 * The rules of labels.yaml in the data directory, which then cannot be changed in the browser; null without the file.
 * @throws LabelFileError
 */
export function readLabelFile(dataDir: string): readonly LabelRule[] | null {
  const file = join(dataDir, 'labels.yaml');
  if (!existsSync(file)) return null;
  const document = parseDocument(readFileSync(file, 'utf8'));
  const broken = document.errors[0];
  if (broken) throw new LabelFileError(`${file}: ${broken.message}`);
  const content: unknown = document.toJS();
  const parsed = LabelRuleInput.strict().safeParse(content);
  if (parsed.success) return parsed.data.rules;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') || '(the whole file)';
  const value = JSON.stringify(issue?.path.reduce((at: unknown, key) => member(at, key), content));
  throw new LabelFileError(
    `${file}: ${path} is ${value ?? 'missing'}: ${issue?.message ?? 'unreadable'} ` +
      'Write `rules:` with a list such as `- { label: team, of: name, is: "checkout*", value: shop }`.',
  );
}

function member(at: unknown, key: PropertyKey): unknown {
  return typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
}
