import type { Localised } from '@danji/shared';
import { opensEverything, openSensitivePorts, type OpenRule } from './openness.js';

/** A rule of a security group: what it lets through, and from whom. */
export interface GroupRule extends OpenRule {
  kind: 'cidr' | 'group' | 'prefix_list';
  /** An address range, a group id or a prefix list id. */
  peer: string;
}

/** Two rules of one key let the same through; their description does not count. */
export function ruleKey({ protocol, fromPort, toPort, kind, peer }: GroupRule): string {
  return JSON.stringify([protocol, fromPort, toPort, kind, peer]);
}

/** Rules that came and rules that went. */
export function rulesBetween<T extends GroupRule>(
  before: readonly T[],
  after: readonly T[],
): { opened: T[]; closed: T[] } {
  const had = new Set(before.map(ruleKey));
  const has = new Set(after.map(ruleKey));
  return {
    opened: after.filter((rule) => !had.has(ruleKey(rule))),
    closed: before.filter((rule) => !has.has(ruleKey(rule))),
  };
}

/** Whether rules let the whole internet in where nobody should: a sensitive port, or everything. */
export function opensTooMuch(rules: readonly OpenRule[]): boolean {
  return opensEverything(rules) || openSensitivePorts(rules).length > 0;
}

/** `22/tcp from the whole internet`. */
export function ruleWords(rule: GroupRule): Localised {
  const port = portWords(rule);
  const peer: Localised = rule.open
    ? rule.peer.includes(':')
      ? { en: 'the whole internet (IPv6)', ko: '인터넷 전체(IPv6)' }
      : { en: 'the whole internet', ko: '인터넷 전체' }
    : { en: rule.peer, ko: rule.peer };
  return { en: `${port.en} from ${peer.en}`, ko: `${peer.ko} → ${port.ko}` };
}

/** ICMP has a type and a code in place of ports. */
function portWords({ protocol, fromPort, toPort }: GroupRule): Localised {
  if (protocol === 'all') return { en: 'every port', ko: '모든 포트' };
  const whole = fromPort === null || (fromPort <= 0 && (toPort === null || toPort >= 65_535));
  if (protocol.startsWith('icmp') || whole) return { en: `all ${protocol}`, ko: `모든 ${protocol}` };
  const range = toPort === null || toPort === fromPort ? `${fromPort}` : `${fromPort}–${toPort}`;
  return { en: `${range}/${protocol}`, ko: `${range}/${protocol}` };
}
