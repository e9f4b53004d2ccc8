import type { SecurityGroupRule } from '@danji/shared';

/** What a rule lets through, in few words; `all` is every port of every protocol. */
export type PortWords = { key: 'all' } | { key: 'every'; protocol: string } | { key: 'ports'; text: string };

/** `22/tcp`, `8000–8999/tcp`, every tcp port, everything. ICMP has a type and a code in place of ports. */
export function portWords({ protocol, fromPort, toPort }: SecurityGroupRule): PortWords {
  if (protocol === 'all') return { key: 'all' };
  if (protocol.startsWith('icmp') || fromPort === null) return { key: 'every', protocol };
  if (fromPort <= 0 && (toPort === null || toPort >= 65_535)) return { key: 'every', protocol };
  const range = toPort === null || toPort === fromPort ? `${fromPort}` : `${fromPort}–${toPort}`;
  return { key: 'ports', text: `${range}/${protocol}` };
}

export type PeerWords =
  | { key: 'internet' }
  | { key: 'internet6' }
  | { key: 'itself' }
  | { key: 'other'; text: string; resourceId: string | null };

/** From or to whom: the whole internet, the group itself, a network, another group, a prefix list. */
export function peerWords(rule: SecurityGroupRule, groupId: string): PeerWords {
  if (rule.open) return { key: rule.peer.includes(':') ? 'internet6' : 'internet' };
  if (rule.kind === 'group' && rule.peer === groupId) return { key: 'itself' };
  return { key: 'other', text: rule.peer, resourceId: rule.peerResourceId };
}

/** Ports that are meant for everybody. */
const WEB: ReadonlySet<number> = new Set([80, 443]);

/** Whether a rule that is open to the world is more than a website. */
export function opensMoreThanWeb({ open, protocol, fromPort, toPort }: SecurityGroupRule): boolean {
  if (!open || protocol.startsWith('icmp')) return false;
  return !(protocol === 'tcp' && fromPort !== null && fromPort === toPort && WEB.has(fromPort));
}

/** What is open to the world first, and of it what is more than a website. */
export function openFirst(rules: readonly SecurityGroupRule[]): SecurityGroupRule[] {
  const rank = (rule: SecurityGroupRule): number => (opensMoreThanWeb(rule) ? 0 : rule.open ? 1 : 2);
  return [...rules].sort((a, b) => rank(a) - rank(b));
}
