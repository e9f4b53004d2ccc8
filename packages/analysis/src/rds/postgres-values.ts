import { statementTemplate } from './statement-template.js';

/** `%t:%r:%u@%d:[%p]:` and the severity, as RDS writes it; what follows is the text. */
const PREFIX =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \w+:(?:.*?\(\d+\)|\[local\])?:[^@:]*@[^:]*:\[\d+\]:\w+:\s*)([\s\S]*)$/;
const DURATION =
  /^(duration: \d+(?:\.\d+)? ms\s+(?:(?:statement|(?:parse|bind|execute) [^:]*|fetch from [^:]*): ))([\s\S]+)$/;
const STATEMENT = /:(?:STATEMENT|QUERY):\s*$/;
const LOGGED_STATEMENT = /^((?:statement|(?:parse|bind|execute) [^:]{0,200}): )([\s\S]+)$/;
/** `Key (email)=(kim@example.com) already exists.`, `Failing row contains (1, kim, ...)`, `parameters: $1 = 'x'`. */
const KEY_VALUES = /\)=\((?:[^()]|\([^()]*\))*\)/g;
const FAILING_ROW = /(Failing row contains )\([\s\S]*$/;
const PARAMETERS = /((?:^|\s)[Pp]arameters: )[\s\S]+$/;
/** Objects whose names stand between quotes; what else does is a value that somebody sent. */
const QUOTED = /(\w+ )?"[^"]*"/g;
const NAMED =
  /^(?:relation|table|column|index|constraint|database|role|user|schema|function|extension|sequence|view|type|trigger|policy|publication|subscription|slot|tablespace|parameter|of|on|to|named|path) $/i;

const LONGEST_SQL = 4_000;

/**
 * A line of an RDS PostgreSQL log without the values that statements and their errors carry: SQL becomes its template,
 * keys, rows, parameters and quoted values `?`. Names of relations and the like stay. Other lines are unchanged.
 */
export function withoutValues(line: string): string {
  const found = PREFIX.exec(line);
  if (!found) return line;
  const [, prefix = '', text = ''] = found;
  const head = DURATION.exec(text) ?? LOGGED_STATEMENT.exec(text);
  if (head) return `${prefix}${head[1]}${template(head[2] ?? '')}`;
  if (STATEMENT.test(prefix)) return prefix + template(text);
  const plain = text
    .replace(KEY_VALUES, ')=(?)')
    .replace(FAILING_ROW, '$1(?)')
    .replace(PARAMETERS, '$1?')
    .replace(QUOTED, (match, word: string | undefined) =>
      word !== undefined && NAMED.test(word) ? match : `${word ?? ''}"?"`,
    );
  return prefix + plain;
}

function template(sql: string): string {
  return statementTemplate(sql.slice(0, LONGEST_SQL));
}
