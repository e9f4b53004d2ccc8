import type { Message } from '../message/message.js';
import type { ScalingChange, Tracked } from './findings.js';
import { sayScaling } from './scaling-texts.js';

/** A refused attempt tells of now while the policy would still try: it does so each minute. */
const REFUSED_WITHIN_MS = 15 * 60_000;
/** Auto Scaling's word for a service that may not be scaled at the moment, as during some rollouts. */
const UNSCALABLE = 'TargetServicePutResourceAsUnscalable';

export type ScaleOutLimitCode =
  | 'not_scaled'
  | 'suspended'
  | 'at_maximum'
  | 'no_instances'
  | 'no_group'
  | 'no_room'
  | 'no_addresses'
  | 'unscalable'
  | 'cooldown'
  | 'none';

/** What may hold a service back. Null everywhere: not known, or it does not apply. */
export interface ScaleOutFacts {
  /** Epoch ms. */
  now: number;
  desired: number;
  /** Null: the service has no scalable target. */
  maximum: number | null;
  suspended: readonly string[];
  tracked: readonly Tracked[];
  /** Of the last days, in any order. */
  changes: readonly ScalingChange[];
  /** The longest wait of its policies after a change outwards, seconds. */
  cooldownSeconds: number | null;
  /** Tasks that fit on the present instances; null on Fargate. */
  room: { more: number } | null;
  /** Auto Scaling groups behind the capacity providers by which it is placed. */
  groups: readonly { name: string; desired: number; maximum: number }[];
  /** Free addresses in its subnets together, where each task takes one. */
  freeAddresses: number | null;
}

export interface ScaleOutLimit {
  code: ScaleOutLimitCode;
  /** One sentence. */
  message: Message;
  /** What it was concluded from, and what else is known. */
  evidence: Message[];
}

/**
 * What limits the scale-out of a service now: the first thing in the way of one more task, in the order in which AWS
 * meets it. Nothing is concluded from what is not known.
 */
export function scaleOutLimit(facts: ScaleOutFacts): ScaleOutLimit {
  const [code, params] = first(facts);
  return { code, message: sayScaling(`scaling.limit_${code}`, params), evidence: evidenceOf(facts) };
}

type Found = [ScaleOutLimitCode, Message['params']];

function first(facts: ScaleOutFacts): Found {
  const { desired, maximum, suspended, room, groups, freeAddresses } = facts;
  if (maximum === null) return ['not_scaled', { desired }];
  if (suspended.includes('dynamic-out')) return ['suspended', { desired, maximum }];
  if (desired >= maximum) return ['at_maximum', { desired, maximum }];
  if (room?.more === 0) return noRoom(groups);
  if (freeAddresses === 0) return ['no_addresses', { desired, maximum }];
  return waiting(facts) ?? ['none', { left: maximum - desired, maximum }];
}

/** A group that may still grow is waited for; one at its own maximum is the limit. */
function noRoom(groups: ScaleOutFacts['groups']): Found {
  const growing = groups.find(({ desired, maximum }) => desired < maximum);
  if (growing) {
    const { name, desired, maximum } = growing;
    return ['no_room', { group: name, desired, maximum }];
  }
  const [full] = groups;
  return full ? ['no_instances', { group: full.name, maximum: full.maximum }] : ['no_group', {}];
}

function waiting({ now, changes, cooldownSeconds, maximum, desired }: ScaleOutFacts): Found | null {
  const refused = changes.findLast(
    ({ at, notScaled }) => now - at <= REFUSED_WITHIN_MS && notScaled.includes(UNSCALABLE),
  );
  if (refused) return ['unscalable', { desired, maximum: maximum ?? desired }];
  const out = [...changes]
    .sort((a, b) => a.at - b.at)
    .findLast(({ done, from, to }) => done && from !== null && to !== null && to > from);
  if (!out || cooldownSeconds === null) return null;
  const left = Math.round(cooldownSeconds - (now - out.at) / 1000);
  return left > 0 ? ['cooldown', { seconds: left, cooldown: cooldownSeconds }] : null;
}

function evidenceOf(facts: ScaleOutFacts): Message[] {
  const { desired, maximum, tracked, room, groups, freeAddresses, now, changes } = facts;
  const evidence: Message[] = [];
  const say = (key: Parameters<typeof sayScaling>[0], params: Message['params']): void => {
    evidence.push(sayScaling(key, params));
  };
  if (maximum !== null) say('scaling.limit_fact_bounds', { desired, maximum });
  for (const { metric, value, target } of tracked) {
    if (value !== null) say('scaling.limit_fact_metric', { metric, value, target });
  }
  const refusals = changes.filter(
    ({ at, notScaled }) => now - at <= REFUSED_WITHIN_MS && notScaled.length > 0,
  );
  const codes = [...new Set(refusals.flatMap(({ notScaled }) => notScaled))];
  if (codes.length > 0)
    say('scaling.limit_fact_refused', { count: refusals.length, codes: codes.join(', ') });
  if (room) say('scaling.limit_fact_room', { more: room.more });
  for (const group of groups) say('scaling.limit_fact_group', { ...group });
  if (freeAddresses !== null) say('scaling.limit_fact_addresses', { count: freeAddresses });
  return evidence;
}
