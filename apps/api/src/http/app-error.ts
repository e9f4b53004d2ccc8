import type { ErrorCode } from '@danji/shared';

export interface FieldError {
  field: string;
  /** What was sent, shortened; null when it was missing. */
  value: string | null;
  /** The remedy: what to write instead. */
  message: string;
}

/** Every refusal that a verb answers with; the problem filter turns it into application/problem+json. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: {
      errors?: readonly FieldError[];
      current?: unknown;
      cause?: unknown;
      /** On RATE_LIMITED: when to ask again. */
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AppError';
  }
}

/** At most this much of a bad value is repeated to its sender. */
const VALUE_LENGTH = 200;

/** A value as a person sent it, for an error that names it. */
export function shownValue(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH)}…` : text;
}

/** 400 that names one field, the value sent and the remedy. */
export function badInput(field: string, value: unknown, remedy: string): AppError {
  const shown = shownValue(value);
  return badInputs([{ field, value: shown, message: remedy }]);
}

/** 400 for several fields at once. */
export function badInputs(errors: readonly FieldError[]): AppError {
  const detail = errors
    .map((e) => `${e.field}${e.value === null ? '' : ` "${e.value}"`}: ${e.message}`)
    .join(' ');
  return new AppError('VALIDATION', detail, { errors });
}

/** 404 for an id of the right form that nothing has. */
export function notFound(what: string, id: string): AppError {
  return new AppError(
    'NOT_FOUND',
    `There is no ${what} ${id}. It may never have been seen here; search by name.`,
  );
}
