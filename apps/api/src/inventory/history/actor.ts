import type { ChangeActor, EventItem } from '@danji/shared';
import type { TrailChange, TrailIdentity } from '../../aws/index.js';
import { changedResources, type TrailPlace } from './changed-resources.js';

/** A change by somebody, and the resources that it names. */
export interface ActorChange {
  /** Epoch ms. */
  at: number;
  resourceIds: string[];
  actor: ChangeActor;
  explains: readonly Explained[];
}

/** Who it was: a person, a role (a pipeline, mostly) or a service of AWS that acts by itself. */
export function actorOf(change: Pick<TrailChange, 'name' | 'identity'>): ChangeActor {
  const { identity } = change;
  const kind = kindOf(identity);
  const session = identity.arn?.includes(':assumed-role/') === true ? identity.arn.split('/').at(-1) : null;
  const name =
    kind === 'service'
      ? (identity.invokedBy ?? identity.role)
      : kind === 'person'
        ? (session ?? identity.userName)
        : (identity.role ?? session ?? identity.userName);
  const from = kind === 'service' ? null : identity.sourceIp;
  return { name: name ?? identity.arn ?? 'unknown', kind, source: from, action: change.name };
}

/** People come by single sign-on, as IAM users or as root; other roles are pipelines and programs. */
function kindOf({ type, arn, invokedBy, role }: TrailIdentity): ChangeActor['kind'] {
  if (type === 'AWSService' || invokedBy?.endsWith('.amazonaws.com') === true) return 'service';
  if (role?.startsWith('AWSServiceRoleFor') === true) return 'service';
  if (type === 'IAMUser' || type === 'Root' || arn?.includes('AWSReservedSSO_') === true) return 'person';
  if (type === 'IdentityCenterUser' || type === 'SAMLUser' || type === 'WebIdentityUser') return 'person';
  return 'role';
}

/** Lines of the timeline that a change explains. */
export interface Explained {
  kind: EventItem['kind'];
  /** Null: all of the kind. */
  types: readonly string[] | null;
  /** Seconds after the change in which such a line is of it. */
  within: number;
  /** A task that the line must name. */
  taskId?: string;
  /** A part of AWS's own cause that the line must have. */
  cause?: string;
}

const MINUTE = 60;
/** A change is seen by a sweep within seconds; what is asked one at a time within a quarter of an hour. */
const CONFIG: Explained = { kind: 'config', types: null, within: 15 * MINUTE };
/** A rollout carries the very second of the call that began it. */
const ROLLOUT: Explained = { kind: 'deployment', types: ['deployment_started'], within: 30 };
const INSTANCE: Explained = { kind: 'ec2', types: ['state_changed'], within: 10 * MINUTE };
const rds = (...types: string[]): Explained => ({ kind: 'rds', types, within: 15 * MINUTE });
/** A group's activity says so where a person, and no policy, asked for it. */
const GROUP: Explained = { kind: 'scaling', types: null, within: 5 * MINUTE, cause: 'a user request' };

/** Calls that are seen in something else than a configuration. */
const EXPLAINS: Readonly<Record<string, readonly Explained[]>> = {
  StartInstances: [INSTANCE],
  StopInstances: [INSTANCE],
  RebootInstances: [INSTANCE],
  TerminateInstances: [INSTANCE],
  RebootDBInstance: [rds('restarted', 'shutdown', 'failover_started', 'failover_completed', 'state_changed')],
  StopDBInstance: [rds('stopped', 'shutdown', 'state_changed')],
  StartDBInstance: [rds('started', 'state_changed')],
  FailoverDBCluster: [rds('failover_started', 'failover_completed', 'state_changed')],
  ModifyDBInstance: [CONFIG, rds('storage_changing', 'storage_changed', 'state_changed')],
  UpdateAutoScalingGroup: [CONFIG, GROUP],
  SetDesiredCapacity: [GROUP],
  TerminateInstanceInAutoScalingGroup: [GROUP],
};

/** The desired count is no configuration: it has made no revision, and must not sign the one that comes next. */
const COUNT: Explained = { kind: 'scaling', types: ['desired_set'], within: 2 * MINUTE };

/** A change by CloudTrail with its maker; null where it names nothing that Danji keeps. */
export function actorChange(change: TrailChange, place: TrailPlace): ActorChange | null {
  const actor = actorOf(change);
  // What scaling sets has its own activity.
  if (change.countOnly && actor.kind === 'service') return null;
  const resourceIds = changedResources(change, place);
  if (resourceIds.length === 0) return null;
  return { at: change.at, resourceIds, actor, explains: explainedBy(change) };
}

function explainedBy(change: TrailChange): readonly Explained[] {
  if (change.countOnly) return [COUNT];
  const taskId = change.task?.arn.split('/').at(-1);
  // A container that ignores SIGTERM goes on for its whole stop timeout.
  if (change.name === 'StopTask' && taskId !== undefined) {
    return [{ kind: 'task_stop', types: null, within: 15 * MINUTE, taskId }];
  }
  return EXPLAINS[change.name] ?? [CONFIG, ROLLOUT, COUNT];
}
