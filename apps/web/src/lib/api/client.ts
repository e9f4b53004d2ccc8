import { ERROR_CODES, type ErrorCode, type Problem } from '@danji/shared';

export type QueryParams = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** What went wrong with a request, in the contract's words; `status` 0 is a network that did not answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode | 'OFFLINE',
    message: string,
    readonly requestId: string | null,
    readonly retryAfterSeconds: number | null,
    readonly fields: Problem['errors'] = undefined,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** `/api/v1/path?…`; empty, null and undefined parameters are left out, lists are joined with commas. */
export function apiUrl(path: string, params: QueryParams = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) {
      if (value.length > 0) search.set(name, value.join(','));
    } else search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}

async function problemOf(response: Response): Promise<ApiError> {
  const retry = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(retry) && retry > 0 ? retry : null;
  const requestId = response.headers.get('x-request-id');
  const text = await response.text();
  let body: Partial<Problem> = {};
  try {
    body = JSON.parse(text) as Partial<Problem>;
  } catch {
    body = { detail: text.slice(0, 300) || response.statusText };
  }
  const code = ERROR_CODES.find((known) => known === body.code) ?? 'INTERNAL';
  return new ApiError(
    response.status,
    code,
    body.detail ?? body.title ?? response.statusText,
    body.requestId ?? requestId,
    retryAfter,
    body.errors,
  );
}

/** One request of the contract. Answers are trusted to have the contract's shape: the API serialises by it. */
export async function request<T>(url: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      headers: {
        accept: 'application/json',
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...init.headers,
      },
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'OFFLINE', 'The network did not answer.', null, null);
  }
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}
