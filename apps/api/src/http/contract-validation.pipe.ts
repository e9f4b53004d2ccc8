import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { badInput, badInputs, shownValue, type FieldError } from './app-error.js';

/** What holds the fields, and is no part of their names. */
const HOLDERS = { query: true, param: true, body: true };

type Schema = NonNullable<ArgumentMetadata['schema']>;
type Result = Awaited<ReturnType<Schema['~standard']['validate']>>;
type Issue = NonNullable<Result['issues']>[number];

/**
 * Validates query, params and body by the schema of their decorator. Unlike Nest's own pipe its errors carry
 * the field, the value sent and the remedy, and an unknown query parameter is refused by name: a typo in a
 * filter would otherwise widen the answer silently.
 */
@Injectable()
export class ContractValidationPipe implements PipeTransform {
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const schema = metadata.schema;
    if (!schema || metadata.type === 'custom') return value;
    refuseNul(value, metadata.type);
    if (metadata.type === 'query') refuseUnknownParameters(value, schema);
    const result = await schema['~standard'].validate(value);
    if (result.issues) throw badInputs(result.issues.map((issue) => toFieldError(issue, value, metadata)));
    return result.value;
  }
}

/** PostgreSQL keeps no NUL in a text, so no name, id or line that is stored can match one. */
function refuseNul(value: unknown, field: string): void {
  if (typeof value === 'string' && value.includes('\0')) {
    throw badInput(field, value, 'Leave out the NUL character (%00): nothing that is stored holds one.');
  }
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value))
    refuseNul(inner, field in HOLDERS ? key : `${field}.${key}`);
}

function refuseUnknownParameters(value: unknown, schema: Schema): void {
  if (!(schema instanceof z.ZodObject) || value === null || typeof value !== 'object') return;
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  throw badInputs(
    unknown.map((field) => ({
      field,
      value: shownValue(Reflect.get(value, field)),
      message: `There is no such parameter here; the known ones are ${known.join(', ')}.`,
    })),
  );
}

function toFieldError(issue: Issue, root: unknown, { data, type }: ArgumentMetadata): FieldError {
  const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
  const field = [...(data === undefined ? [] : [data]), ...path.map(String)].join('.') || type;
  return { field, value: shownValue(withoutSecrets(valueAt(root, path), field)), message: issue.message };
}

/** What people enter as secrets: an error, and the log line of it, says which was wrong and never what it was. */
const SECRET_FIELD = /(^|\.)(secret|password)$|^target\.url$/;
const SECRET_MEMBERS: ReadonlySet<string> = new Set(['secret', 'password', 'url']);

function withoutSecrets(value: unknown, field: string): unknown {
  if (SECRET_FIELD.test(field)) return undefined;
  if (value === null || typeof value !== 'object') return value;
  return JSON.stringify(value, (member, inner: unknown) => (SECRET_MEMBERS.has(member) ? '•••' : inner));
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return value;
    value = Reflect.get(value, key);
  }
  return value;
}
