import { randomUUID } from 'node:crypto';
import { hostRules, isOwnHost, isOwnOrigin } from './hosts';

/** An answer in the contract's problem format. */
export function problem(status: number, code: string, title: string, detail: string): Response {
  const requestId = randomUUID();
  return Response.json(
    { type: 'about:blank', title, status, code, detail, requestId },
    { status, headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId } },
  );
}

/** A refusal when Host or Origin is foreign, else null. */
export function refuseForeign(headers: Headers): Response | null {
  const host = headers.get('host');
  const rules = hostRules();
  if (!isOwnHost(host, rules))
    return problem(
      403,
      'FORBIDDEN',
      'Foreign host',
      `Host "${(host ?? '').slice(0, 100)}" is not this server. Open it by the address in HOST or set DANJI_PUBLIC_URL.`,
    );
  const origin = headers.get('origin');
  if (!isOwnOrigin(origin, host, rules))
    return problem(
      403,
      'FORBIDDEN',
      'Foreign origin',
      `Origin "${(origin ?? '').slice(0, 100)}" may not use this server. Set DANJI_PUBLIC_URL if this is its public address.`,
    );
  return null;
}
