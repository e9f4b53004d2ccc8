import { AwsError } from '../../aws-error.js';
import { compileJsonPattern } from './json-pattern.js';

/**
 * CloudWatch Logs filter patterns for unstructured text: `a b` all terms, `"two words"` exact, `?a ?b` any of them,
 * `-a` none of them, `%regex%`. Case matters. `?` terms together with others: the others decide, as AWS documents.
 * Of the patterns for JSON, comparisons with `=` and `!=` joined by `&&` and `||` (json-pattern.ts); those for fields
 * (`[ip, user]`) are refused with InvalidParameterException.
 */
export function compileFilterPattern(pattern: string): (message: string) => boolean {
  const trimmed = pattern.trim();
  if (trimmed === '') return () => true;
  if (trimmed.startsWith('{')) return compileJsonPattern(trimmed, invalid);
  if (trimmed.startsWith('[')) {
    throw invalid(`Structured filter patterns are not supported by the simulator: ${trimmed}`);
  }
  const terms = split(trimmed);
  const all = terms.filter((term) => term.mode === 'all');
  const none = terms.filter((term) => term.mode === 'none');
  const any = terms.filter((term) => term.mode === 'any');
  return (message) =>
    none.every((term) => !term.test(message)) &&
    all.every((term) => term.test(message)) &&
    (any.length === 0 || all.length > 0 || any.some((term) => term.test(message)));
}

interface Term {
  mode: 'all' | 'any' | 'none';
  test(message: string): boolean;
}

const TERM = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)*)%|([^\s"%]+))(?:\s+|$)/gy;

function split(pattern: string): Term[] {
  const terms: Term[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < pattern.length) {
    const at = TERM.lastIndex;
    const match = TERM.exec(pattern);
    if (!match) throw invalid(`Invalid character(s) in term '${pattern.slice(at)}'`);
    const [, sign, quoted, regex, plain] = match;
    const mode = sign === '?' ? 'any' : sign === '-' ? 'none' : 'all';
    if (regex !== undefined) {
      const expression = compileRegex(regex);
      terms.push({ mode, test: (message) => expression.test(message) });
    } else {
      const wanted = quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1');
      terms.push({ mode, test: (message) => message.includes(wanted) });
    }
  }
  return terms;
}

function compileRegex(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw invalid(`Invalid regular expression in filter pattern: ${source}`);
    throw error;
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
