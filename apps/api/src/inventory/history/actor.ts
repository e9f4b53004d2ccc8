import type { ChangeActor } from '@danji/shared';
import type { TrailChange, TrailIdentity } from '../../aws/index.js';
import { partitionOf, resourceId, securityGroupArn } from '../resource-id.js';

/** A change by somebody, and the resources that it names. */
export interface ActorChange {
  /** Epoch ms. */
  at: number;
  resourceIds: string[];
  actor: ChangeActor;
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

/** Ids of what a change names; ids follow from ARNs. Empty where it names nothing that Danji keeps. */
export function changedResources(
  change: TrailChange,
  place: { region: string; accountId: string },
): string[] {
  const { region, accountId } = place;
  const { named, serviceArn, taskDefinitionArn } = change;
  const prefix = `arn:${partitionOf(region)}`;
  const ids: string[] = [];
  if (taskDefinitionArn !== null) ids.push(resourceId('ecs_task_definition', taskDefinitionArn));
  const scaled = /^service\/[^/]+\/[^/]+$/.test(named?.resourceId ?? '') ? named?.resourceId : undefined;
  const service = serviceArn ?? (scaled ? `${prefix}:ecs:${region}:${accountId}:${scaled}` : null);
  if (service !== null) ids.push(resourceId('ecs_service', service));
  const database = named?.dBInstanceIdentifier;
  if (database) ids.push(resourceId('rds_instance', `${prefix}:rds:${region}:${accountId}:db:${database}`));
  if (named?.groupId)
    ids.push(resourceId('security_group', securityGroupArn(region, accountId, named.groupId)));
  return ids;
}

/** A change by CloudTrail with its maker; null where it names nothing that Danji keeps. */
export function actorChange(
  change: TrailChange,
  place: { region: string; accountId: string },
): ActorChange | null {
  // The desired count is no configuration: it has made no revision, and must not sign the one that comes next.
  if (change.countOnly) return null;
  const resourceIds = changedResources(change, place);
  return resourceIds.length === 0 ? null : { at: change.at, resourceIds, actor: actorOf(change) };
}
