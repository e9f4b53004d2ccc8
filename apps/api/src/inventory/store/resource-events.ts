import type { TimelineEvent } from '../history/timeline-event.js';
import type { Change } from '../canonical.js';
import type { ResourceWrite } from './resource-diff.js';

/** The timeline's line for a configuration that changed. */
export function configurationEvent(
  write: ResourceWrite,
  changes: readonly Change[],
  now: number,
): TimelineEvent {
  const { observed, labels } = write;
  return {
    resourceId: observed.id,
    id: `config-${now}`,
    at: now,
    kind: 'config',
    type: 'config_changed',
    severity: 'info',
    labels,
    parentId: observed.parentId,
    message: changes.map(({ path }) => path).join(', '),
    params: { changes },
  };
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
