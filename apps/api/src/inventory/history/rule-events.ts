import { opensTooMuch, type GroupRule } from '@danji/analysis';
import type { TrailChange, TrailRule } from '../../aws/index.js';
import { resourceId, securityGroupArn } from '../resource-id.js';
import { actorOf } from './actor.js';
import { UNLABELLED, type TimelineEvent, type TimelineLabels } from './timeline-event.js';

/** Calls that open ports of a security group and those that close them. */
export const RULE_CALLS = ['AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress'] as const;

const WHOLE_INTERNET: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/**
 * A line of the timeline for a port that somebody opened or closed, by CloudTrail alone: what happened before Danji
 * watched, or while it could not look, is known by no other trace. Null for every other change.
 */
export function ruleEvent(change: TrailChange, place: TimelineLabels): TimelineEvent | null {
  const groupId = change.named?.groupId;
  if (!groupId || change.rules.length === 0) return null;
  const opens = change.name === RULE_CALLS[0];
  if (!opens && change.name !== RULE_CALLS[1]) return null;
  const rules = change.rules.map(asGroupRule);
  const id = resourceId('security_group', securityGroupArn(place.region, place.accountId, groupId));
  return {
    resourceId: id,
    id: `trail-${change.id}`,
    at: change.at,
    kind: 'config',
    type: 'rules_changed',
    severity: opens && opensTooMuch(rules) ? 'warning' : 'info',
    labels: place.labelsOf(id) ?? UNLABELLED,
    parentId: null,
    message: change.name,
    params: opens ? { opened: rules, closed: [] } : { opened: [], closed: rules },
    actor: actorOf(change),
  };
}

function asGroupRule({ protocol, fromPort, toPort, kind, peer }: TrailRule): GroupRule {
  const all = protocol === '-1';
  return {
    protocol: all ? 'all' : protocol,
    fromPort: all ? null : fromPort,
    toPort: all ? null : toPort,
    kind,
    peer,
    open: WHOLE_INTERNET.has(peer),
  };
}
