/** What a formula of a DB parameter group may refer to; null is "not known". Bytes, counts, 0 or 1. */
export interface FormulaVariables {
  DBInstanceClassMemory: number | null;
  AllocatedStorage: number | null;
  DBInstanceVCPU: number | null;
  EndPointPort: number | null;
  TrueIfReplica: number | null;
}

const FUNCTIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  GREATEST: (values) => Math.max(...values),
  LEAST: (values) => Math.min(...values),
  SUM: (values) => values.reduce((total, value) => total + value, 0),
  // Base 2, of one argument.
  log: ([value = 0]) => Math.log2(value),
};

const TOKEN = /\s*([A-Za-z_]\w*|\d+(?:\.\d+)?|[{}(),*/+-])/y;

/** Whether a parameter's value is computed by RDS instead of being written down. */
export function isFormula(value: string): boolean {
  return /[{(]/.test(value);
}

/**
 * The value of a formula, in whole units (RDS user guide, "Specifying DB parameters": `{Variable}`, `{Variable/Integer}`,
 * `{Variable*Integer}`, the functions GREATEST, LEAST, SUM and log). DBInstanceClassMemory is a little below the class's
 * memory, so that a value made of it is an upper bound. Null where the text is no formula or a variable is not known.
 */
export function evaluateFormula(text: string, variables: FormulaVariables): number | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const value = new Reader(tokens, variables).whole();
  return value === null || !Number.isFinite(value) ? null : Math.floor(value);
}

function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) return null;
    tokens.push(match[1] as string);
  }
  return tokens;
}

/** Reads one expression; every method answers null where the text does not follow the grammar. */
class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly variables: FormulaVariables,
  ) {}

  whole(): number | null {
    const value = this.expression();
    return this.at === this.tokens.length ? value : null;
  }

  private expression(): number | null {
    let value = this.term();
    while (value !== null && /^[*/+-]$/.test(this.tokens[this.at] ?? '')) {
      const sign = this.tokens[this.at++] as string;
      const right = this.term();
      value = right === null ? null : applied(sign, value, right);
    }
    return value;
  }

  private term(): number | null {
    const token = this.tokens[this.at++];
    if (token === undefined) return null;
    if (/^\d/.test(token)) return Number(token);
    if (token === '{' || token === '(') return this.enclosed(token === '{' ? '}' : ')');
    const apply = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined;
    if (apply) return this.call(apply);
    return Object.hasOwn(this.variables, token) ? this.variables[token as keyof FormulaVariables] : null;
  }

  private enclosed(end: string): number | null {
    const value = this.expression();
    return this.tokens[this.at++] === end ? value : null;
  }

  private call(apply: (values: readonly number[]) => number): number | null {
    if (this.tokens[this.at++] !== '(') return null;
    const values: number[] = [];
    for (;;) {
      const value = this.expression();
      if (value === null) return null;
      values.push(value);
      const next = this.tokens[this.at++];
      if (next === ')') return apply(values);
      if (next !== ',') return null;
    }
  }
}

function applied(sign: string, left: number, right: number): number {
  if (sign === '*') return left * right;
  if (sign === '/') return left / right;
  return sign === '+' ? left + right : left - right;
}
