/** The names that this server answers to; others are refused, so that no foreign page can reach it by DNS. */
export interface HostRules {
  /** HOST, the address that the server listens on. */
  host: string | undefined;
  /** DANJI_PUBLIC_URL, the address that people use when a proxy stands before it. */
  publicUrl: string | undefined;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
const ANY = new Set(['0.0.0.0', '::', '']);

function nameOf(host: string): string {
  const match = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d{1,5})?$/i.exec(host);
  return match?.[1]?.toLowerCase() ?? '';
}

function publicHost(rules: HostRules): string | null {
  return rules.publicUrl && URL.canParse(rules.publicUrl)
    ? new URL(rules.publicUrl).host.toLowerCase()
    : null;
}

/** Whether the Host header names this server. */
export function isOwnHost(host: string | null, rules: HostRules): boolean {
  if (host === null) return false;
  const name = nameOf(host);
  if (LOCAL.has(name)) return true;
  if (rules.host && !ANY.has(rules.host) && name === rules.host.toLowerCase()) return true;
  return host.toLowerCase() === publicHost(rules);
}

/** Whether a request that names an Origin comes from our own pages; no Origin header is a plain navigation or a tool. */
export function isOwnOrigin(origin: string | null, host: string | null, rules: HostRules): boolean {
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host.toLowerCase();
  return (from === host?.toLowerCase() && isOwnHost(from, rules)) || from === publicHost(rules);
}

export function hostRules(): HostRules {
  return { host: process.env.HOST, publicUrl: process.env.DANJI_PUBLIC_URL };
}
