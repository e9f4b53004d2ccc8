import { randomBytes } from 'node:crypto';
import { AwsError } from '../aws-error.js';
import type { Operation } from '../operation.js';
import { assumedRole, roleAccessKey, sessionToken } from '../request/identity.js';
import type { Params } from '../request/params.js';
import { looseStrings } from '../request/record.js';

const ROLE_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):role\/([\w+=,.@/-]+)$/;

export const getCallerIdentity: Operation = {
  service: 'sts',
  name: 'GetCallerIdentity',
  bucket: () => ({ bucket: 'sts:read', cost: 1 }),
  resources: () => [],
  run: ({ identity }) => ({ UserId: identity.userId, Account: identity.accountId, Arn: identity.userArn }),
};

/** Any role of an account of this world may be assumed; the keys then name that account, the token the session. */
export const assumeRole: Operation = {
  service: 'sts',
  name: 'AssumeRole',
  bucket: () => ({ bucket: 'sts:read', cost: 1 }),
  resources: (input) => looseStrings(input, 'RoleArn'),
  run({ params, world, identity, now }) {
    const roleArn = params.requiredString('RoleArn');
    const session = constrained(params, 'RoleSessionName', 2, 64, /^[\w+=,.@-]*$/);
    if (session === undefined) params.requiredString('RoleSessionName');
    const seconds = params.integer('DurationSeconds', 900, 43_200) ?? 3_600;
    constrained(params, 'ExternalId', 2, 1224, /^[\w+=,.@:/-]*$/);
    const sourceIdentity = constrained(params, 'SourceIdentity', 2, 64, /^[\w+=,.@-]*$/);
    const packed = packedPolicySize(params);
    const [, accountId = '', path = ''] = ROLE_ARN.exec(roleArn) ?? [];
    if (accountId === '') throw new AwsError('ValidationError', `${roleArn} is invalid`);
    if (identity.accessKeyId.startsWith('ASIA') && seconds > 3_600) {
      throw new AwsError(
        'ValidationError',
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      );
    }
    if (!world.accounts().includes(accountId)) {
      const message = `User: ${identity.userArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
      throw new AwsError('AccessDenied', message, 403);
    }
    const roleName = path.slice(path.lastIndexOf('/') + 1);
    const user = assumedRole(accountId, roleName, session ?? '');
    return {
      Credentials: {
        AccessKeyId: roleAccessKey(accountId),
        SecretAccessKey: randomBytes(30).toString('base64'),
        SessionToken: sessionToken(roleName, session ?? ''),
        Expiration: new Date(now + seconds * 1000),
      },
      AssumedRoleUser: { AssumedRoleId: user.userId, Arn: user.userArn },
      ...(packed !== undefined && { PackedPolicySize: packed }),
      ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
    };
  },
};

function constrained(
  params: Params,
  name: string,
  least: number,
  most: number,
  pattern: RegExp,
): string | undefined {
  const value = params.string(name);
  if (value === undefined) return undefined;
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  const rule = !pattern.test(value)
    ? `satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`
    : value.length < least
      ? `have length greater than or equal to ${least}`
      : value.length > most
        ? `have length less than or equal to ${most}`
        : undefined;
  if (rule === undefined) return value;
  throw new AwsError(
    'ValidationError',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${rule}`,
  );
}

/** Percent of the room that a session policy takes (2,048 characters are all of it). */
function packedPolicySize(params: Params): number | undefined {
  const policy = params.string('Policy');
  if (policy === undefined) return undefined;
  try {
    JSON.parse(policy);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AwsError('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
  const percent = Math.ceil((policy.length / 2048) * 100);
  if (percent <= 100) return percent;
  throw new AwsError('PackedPolicyTooLarge', `Packed size of session policy is ${percent} % of its limit.`);
}
