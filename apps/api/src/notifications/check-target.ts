import type { ChannelTarget } from '@danji/shared';
import { badInput } from '../http/index.js';
import { targetOf, type ChannelRow } from './channel.repository.js';
import { checkedAddress, checkedHost } from './checked-address.js';

/**
 * Whether a channel can send to a target, as far as that is known before it does.
 * @param before the channel as it is, which keeps the secret that is left out; null for a new one
 * @throws AppError VALIDATION
 */
export function checkTarget(target: ChannelTarget, before: ChannelRow | null): void {
  const kept = before !== null && before.kind === target.kind && before.secret !== null;
  if (target.kind !== 'email') {
    if (target.url !== undefined) return checkedAddress('target.url', target.url);
    if (kept) return;
    throw badInput('target.url', undefined, 'Write the address of the incoming webhook that Slack gave.');
  }
  checkedHost('target.host', target.host);
  if (target.user === null || target.password !== undefined) return;
  // Whoever may change a channel must not get a password that he cannot read by sending it to a server of his own.
  if (before === null || !kept || !sameServer(target, targetOf(before))) {
    throw badInput('target.password', undefined, 'Enter the password of this user at this server.');
  }
}

function sameServer(a: ChannelTarget, b: ChannelTarget): boolean {
  if (a.kind !== 'email' || b.kind !== 'email') return false;
  return a.host === b.host && a.port === b.port && a.user === b.user && a.tls === b.tls;
}
