import type { FastifyRequest } from 'fastify';
import { AppError, shownValue } from './app-error.js';

/** Names by which a browser on this machine reaches a loopback address. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

export interface OwnAddresses {
  /** Ports that are ours: the web's and the API's. The port a connection arrived at always is. */
  ports: readonly number[];
  /** DANJI_PUBLIC_URL, where people reach Danji through a proxy; null when unset. */
  publicUrl: string | null;
}

/**
 * Refuses requests whose Host or Origin is not ours. Danji has no sign-in on loopback, so any page on the
 * internet could otherwise read it through the visitor's browser (DNS rebinding) or write to it (cross-site).
 * @throws AppError FORBIDDEN naming the header, its value and the remedy.
 */
export function checkOrigin(request: FastifyRequest, own: OwnAddresses): void {
  const allowed = allowedHosts(own, request.socket.localPort);
  const { host, origin } = request.headers;
  if (host === undefined || !allowed.has(host.toLowerCase())) throw refused('Host', host);
  if (origin !== undefined && !allowed.has(hostOfOrigin(origin))) throw refused('Origin', origin);
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate') {
    throw refused('Sec-Fetch-Site', site);
  }
}

function allowedHosts({ ports, publicUrl }: OwnAddresses, localPort: number | undefined): Set<string> {
  const allowed = new Set<string>();
  for (const name of LOOPBACK_NAMES) {
    for (const port of [...ports, localPort]) if (port !== undefined) allowed.add(`${name}:${port}`);
  }
  // Browsers leave out the port that the scheme implies, so URL.host is what they send.
  if (publicUrl !== null) allowed.add(new URL(publicUrl).host);
  return allowed;
}

/** host:port of an http(s) origin with its port spelled as in a Host header; '' for anything else ("null", files). */
function hostOfOrigin(origin: string): string {
  const match = /^https?:\/\/([^/?#@\s]+)$/i.exec(origin);
  return match?.[1]?.toLowerCase() ?? '';
}

function refused(header: string, value: string | undefined): AppError {
  const shown = shownValue(value);
  const remedy =
    'Open Danji by localhost or 127.0.0.1 and its own port, or set DANJI_PUBLIC_URL to the address people use.';
  return new AppError('FORBIDDEN', `${header} "${shown ?? ''}" is not an address of this server. ${remedy}`, {
    errors: [{ field: header, value: shown, message: remedy }],
  });
}
