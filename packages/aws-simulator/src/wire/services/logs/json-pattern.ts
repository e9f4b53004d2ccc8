type Matches = (event: unknown) => boolean;

/** `$.a.b`, `=` or `!=`, and a text in quotes (which may hold `*`), a word, or a number. */
const COMPARISON = /^\$\.([\w.]+)\s*(!?=)\s*(?:"((?:[^"\\]|\\.)*)"|([\w*.-]+))$/;

/**
 * A filter pattern for JSON, `{ $.Type = "Task" && $.ServiceName = "web" }`: `&&` binds stronger than `||`, without
 * parentheses inside. Events that are no JSON, or lack the property, do not match.
 */
export function compileJsonPattern(
  pattern: string,
  invalid: (message: string) => Error,
): (message: string) => boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(pattern)?.[1];
  if (inner === undefined) throw invalid(`Invalid filter pattern: ${pattern}`);
  const alternatives = inner
    .split('||')
    .map((part) => part.split('&&').map((term) => comparison(term, invalid)));
  return (message) => {
    const event = parsed(message);
    return event !== undefined && alternatives.some((terms) => terms.every((term) => term(event)));
  };
}

function comparison(term: string, invalid: (message: string) => Error): Matches {
  const match = COMPARISON.exec(
    term
      .trim()
      .replace(/^\((.*)\)$/s, '$1')
      .trim(),
  );
  if (!match) throw invalid(`This pattern for JSON is not supported by the simulator: ${term.trim()}`);
  const [, path = '', operator, quoted, word] = match;
  const wanted = quoted === undefined ? (word ?? '') : quoted.replace(/\\(.)/g, '$1');
  const expression = new RegExp(
    `^${wanted
      .split('*')
      .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
  return (event) => {
    const value = valueAt(event, path.split('.'));
    if (value === undefined) return false;
    return expression.test(String(value)) === (operator === '=');
  };
}

function valueAt(event: unknown, path: string[]): string | number | boolean | undefined {
  let value = event;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message) as unknown;
  } catch {
    return undefined;
  }
}
