import { createHash } from 'node:crypto';
import { KIND_PREFIX, type ResourceKind } from '@danji/shared';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * A resource's id: its kind's prefix and 16 base32 characters of SHA-256 over its ARN. Deterministic, so links survive
 * a rebuilt database.
 */
export function resourceId(kind: ResourceKind, arn: string): string {
  return `${KIND_PREFIX[kind]}-${shortHash(arn)}`;
}

/** A deployment's id, made like a resource's from its service's ARN and AWS's `ecs-svc/N`. */
export function deploymentId(serviceArn: string, nativeId: string): string {
  return `dep-${shortHash(`${serviceArn}/${nativeId}`)}`;
}

function shortHash(text: string): string {
  const digest = createHash('sha256').update(text).digest();
  let bits = 0;
  let held = 0;
  let out = '';
  for (const byte of digest) {
    bits = ((bits << 8) | byte) & 0xffff;
    held += 8;
    while (held >= 5 && out.length < 16) {
      held -= 5;
      out += ALPHABET[(bits >> held) & 31];
    }
    if (out.length === 16) break;
  }
  return out;
}

/** `aws`, `aws-cn`, `aws-us-gov` by region. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export function ec2InstanceArn(region: string, accountId: string, instanceId: string): string {
  return `arn:${partitionOf(region)}:ec2:${region}:${accountId}:instance/${instanceId}`;
}

export function volumeArn(region: string, accountId: string, volumeId: string): string {
  return `arn:${partitionOf(region)}:ec2:${region}:${accountId}:volume/${volumeId}`;
}

/** AWS's own name of an image, which has no account: everybody who may see it calls it so. */
export function imageArn(region: string, imageId: string): string {
  return `arn:${partitionOf(region)}:ec2:${region}::image/${imageId}`;
}

/** An image as one account sees it: two accounts that run the same one keep a resource each. */
export function imageResourceId(region: string, accountId: string, imageId: string): string {
  return resourceId('image', `arn:${partitionOf(region)}:ec2:${region}:${accountId}:image/${imageId}`);
}

export function logGroupArn(region: string, accountId: string, name: string): string {
  return `arn:${partitionOf(region)}:logs:${region}:${accountId}:log-group:${name}`;
}

export function securityGroupArn(region: string, accountId: string, groupId: string): string {
  return `arn:${partitionOf(region)}:ec2:${region}:${accountId}:security-group/${groupId}`;
}

export function subnetArn(region: string, accountId: string, subnetId: string): string {
  return `arn:${partitionOf(region)}:ec2:${region}:${accountId}:subnet/${subnetId}`;
}

export function rdsInstanceArn(region: string, accountId: string, name: string): string {
  return `arn:${partitionOf(region)}:rds:${region}:${accountId}:db:${name}`;
}

export function rdsClusterArn(region: string, accountId: string, name: string): string {
  return `arn:${partitionOf(region)}:rds:${region}:${accountId}:cluster:${name}`;
}

/** The name after the last slash of an ARN. */
export function arnTail(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** `family` and `revision` of a task definition ARN (`...:task-definition/family:12`). */
export function familyAndRevision(arn: string): { family: string; revision: number } {
  const [family = '', revision = '0'] = arnTail(arn).split(':');
  return { family, revision: Number(revision) };
}
