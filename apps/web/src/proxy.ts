import type { NextRequest } from 'next/server';
import { refuseForeign } from './server/refuse';

/** Pages answer to their own host only. The API route checks for itself, so that bodies and streams pass untouched. */
export function proxy(request: NextRequest): Response | undefined {
  return refuseForeign(request.headers) ?? undefined;
}

export const config = { matcher: ['/((?!api/v1/|_next/static/|_next/image|icon.svg).*)'] };
