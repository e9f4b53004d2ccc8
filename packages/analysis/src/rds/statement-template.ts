const WORD = /[A-Za-z_\u0080-\uffff]/;
const WORD_REST = /[\w$\u0080-\uffff]/;
const DIGIT = /[0-9]/;

/** Words that no value and no call ends: a sign behind one belongs to a number. */
const BEFORE_VALUE =
  /^(?:and|or|not|in|limit|offset|between|then|else|when|like|ilike|return|returning|values|select|where|by|set|any|all|is|as|on|from|join|using|into|exists|with|over|filter|having|union|except|intersect|distinct|only)$/i;

/** What stands for a value in a template. */
const HOLE = '?';

/**
 * A statement without its values: literals (strings of every kind, numbers, parameters) become `?`, lists of values one
 * `?`, comments go, white space is one blank. Statements that differ in values only have one template, and the template
 * of a template is itself. Quoted identifiers stay. Total: a text that is no SQL gives some text, and never a value that
 * stood between quotes.
 */
export function statementTemplate(sql: string): string {
  return joined(collapseLists(tokensOf(sql)));
}

/** As people write it: no blank before a comma, within brackets, around a dot or a cast, before a call's bracket. */
function joined(tokens: readonly string[]): string {
  let text = '';
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    const close = before === undefined || /^(?:[([.]|::)$/.test(before) || /^(?:[,;)\].]|::)$/.test(token);
    const call = token === '(' && before !== undefined && isName(before);
    text += close || call ? token : ` ${token}`;
  });
  return text;
}

/** Whether it may be the name of a function: a bracket behind it holds arguments. */
function isName(token: string): boolean {
  return WORD.test(token[0] ?? '') && !BEFORE_VALUE.test(token);
}

function tokensOf(sql: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < sql.length) {
    const next = tokenAt(sql, at);
    if (next.token !== null) tokens.push(next.token);
    at = next.end;
  }
  return tokens;
}

interface Scanned {
  token: string | null;
  end: number;
}

function tokenAt(sql: string, at: number): Scanned {
  const char = sql[at] as string;
  const two = sql.slice(at, at + 2);
  if (/\s/.test(char)) return { token: null, end: at + 1 };
  if (two === '--') return { token: null, end: endOr(sql, sql.indexOf('\n', at), 1) };
  if (two === '/*') return { token: null, end: commentEnd(sql, at) };
  if (char === "'") return { token: HOLE, end: quoteEnd(sql, at, "'", false) };
  if (char === '"') return quotedIdentifier(sql, at);
  if (char === '$') return dollar(sql, at);
  if (/^[eExXbBnN]'/.test(two)) return { token: HOLE, end: quoteEnd(sql, at + 1, "'", /^[eE]/.test(char)) };
  if (/^[uU]&'/.test(sql.slice(at, at + 3))) return { token: HOLE, end: quoteEnd(sql, at + 2, "'", false) };
  if (WORD.test(char)) return wordAt(sql, at);
  if (DIGIT.test(char) || (char === '.' && DIGIT.test(sql[at + 1] ?? '')))
    return { token: HOLE, end: numberEnd(sql, at) };
  if (char === '?') return { token: HOLE, end: at + 1 };
  return operatorAt(sql, at);
}

const OPERATOR = /[+\-*/<>=~!@#%^&|`]/;

/** The longest operator, as PostgreSQL's lexer has it: one of more characters ends in a sign only with a special one. */
function operatorAt(sql: string, at: number): Scanned {
  if (/^:[:=]/.test(sql.slice(at, at + 2))) return { token: sql.slice(at, at + 2), end: at + 2 };
  let end = at;
  while (
    end < sql.length &&
    OPERATOR.test(sql[end] as string) &&
    !/^(?:--|\/\*)/.test(sql.slice(end, end + 2))
  )
    end += 1;
  if (end <= at + 1) return { token: sql[at] as string, end: at + 1 };
  const special = /[~!@#%^&|`]/.test(sql.slice(at, end));
  while (!special && end > at + 1 && /[+-]/.test(sql[end - 1] as string)) end -= 1;
  return { token: sql.slice(at, end), end };
}

function wordAt(sql: string, at: number): Scanned {
  let end = at + 1;
  while (end < sql.length && WORD_REST.test(sql[end] as string)) end += 1;
  return { token: sql.slice(at, end), end };
}

function quotedIdentifier(sql: string, at: number): Scanned {
  const end = quoteEnd(sql, at, '"', false);
  return { token: sql.slice(at, end).replaceAll(/\s+/g, '\u00a0'), end };
}

/** `$1` is a parameter, `$tag$ ... $tag$` a string. */
function dollar(sql: string, at: number): Scanned {
  const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(sql.slice(at, at + 70))?.[0];
  if (tag !== undefined)
    return { token: HOLE, end: endOr(sql, sql.indexOf(tag, at + tag.length), tag.length) };
  let end = at + 1;
  while (end < sql.length && DIGIT.test(sql[end] as string)) end += 1;
  return { token: HOLE, end };
}

function numberEnd(sql: string, at: number): number {
  const found = /^(?:0[xX][\da-fA-F_]+|[\d_]*\.?[\d_]*(?:[eE][+-]?\d+)?)/.exec(sql.slice(at, at + 400));
  return at + Math.max(1, found?.[0].length ?? 1);
}

/** Behind the closing quote; a doubled one (and with `escapes` one after a backslash) belongs to the text. */
function quoteEnd(sql: string, at: number, quote: string, escapes: boolean): number {
  for (let i = at + 1; i < sql.length; i += 1) {
    if (escapes && sql[i] === '\\') i += 1;
    else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i += 1;
    }
  }
  return sql.length;
}

/** Comments of PostgreSQL nest. */
function commentEnd(sql: string, at: number): number {
  let depth = 0;
  for (let i = at; i < sql.length; i += 1) {
    const two = sql.slice(i, i + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    else continue;
    i += 1;
    if (depth === 0) return i + 1;
  }
  return sql.length;
}

function endOr(sql: string, found: number, length: number): number {
  return found < 0 ? sql.length : found + length;
}

/** `?, ?, ?` is `?`, and a sign before a value belongs to it: how many there are is a value as well. */
function collapseLists(tokens: readonly string[]): string[] {
  const out: string[] = [];
  for (const token of tokens) {
    if (token === HOLE) {
      while (/^[+-]$/.test(out.at(-1) ?? '') && !isOperand(out.at(-2))) out.pop();
      if (out.at(-1) === HOLE) continue;
      if (out.at(-1) === ',' && out.at(-2) === HOLE) {
        out.pop();
        continue;
      }
    }
    out.push(token);
  }
  return out;
}

/** Whether a sign behind it adds or subtracts, and is no part of a number. */
function isOperand(token: string | undefined): boolean {
  if (token === undefined) return false;
  return (
    token === HOLE ||
    token === ')' ||
    token === ']' ||
    (WORD_REST.test(token.at(-1) ?? '') && !BEFORE_VALUE.test(token))
  );
}
