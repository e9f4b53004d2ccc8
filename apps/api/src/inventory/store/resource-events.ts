import { opensTooMuch, rulesBetween, type GroupRule } from '@danji/analysis';
import { SecurityGroupRule } from '@danji/shared';
import { z } from 'zod';
import type { TimelineEvent } from '../history/timeline-event.js';
import type { Change } from '../canonical.js';
import type { ResourceWrite } from './resource-diff.js';

const Rules = z.array(SecurityGroupRule);

/** The timeline's line for a configuration that changed. */
export function configurationEvent(
  write: ResourceWrite,
  changes: readonly Change[],
  now: number,
): TimelineEvent {
  const { observed, labels } = write;
  const rules = changedRules(changes);
  return {
    resourceId: observed.id,
    id: `config-${now}`,
    at: now,
    kind: 'config',
    type: 'config_changed',
    severity: rules !== null && opensTooMuch(rules.opened) ? 'warning' : 'info',
    labels,
    parentId: observed.parentId,
    message: changes.map(({ path }) => path).join(', '),
    params: { changes, ...rules },
  };
}

/** Which rules of a security group came and went, of those that let somebody in; null where none did. */
function changedRules(changes: readonly Change[]): { opened: GroupRule[]; closed: GroupRule[] } | null {
  const inbound = changes.find(({ path }) => path === 'inbound');
  const before = Rules.safeParse(inbound?.before);
  const after = Rules.safeParse(inbound?.after);
  return before.success && after.success ? rulesBetween(before.data, after.data) : null;
}

const RDS_FAILED = /^(failed|storage-full|inaccessible|incompatible|restore-error|insufficient)/;

/** The timeline's line for a change of AWS's own state word; hosts that come and go are ordinary. */
export function stateEvent(write: ResourceWrite, before: string | null, now: number): TimelineEvent {
  const { observed, labels } = write;
  const after = observed.state;
  const kind = observed.kind === 'ec2_instance' ? 'ec2' : observed.kind === 'rds_instance' ? 'rds' : 'state';
  const reason = 'stateReason' in observed.attributes ? observed.attributes.stateReason : null;
  return {
    resourceId: observed.id,
    id: `state-${now}`,
    at: now,
    kind,
    type: 'state_changed',
    severity: kind === 'rds' && RDS_FAILED.test(after) ? 'critical' : 'info',
    labels,
    parentId: observed.parentId,
    message: reason ?? (before === null ? after : `${before} → ${after}`),
    params: { before, after, reason },
  };
}
