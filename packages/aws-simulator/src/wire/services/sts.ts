import { randomBytes } from 'node:crypto';
import { AwsError } from '../aws-error.js';
import type { Operation } from '../operation.js';
import { roleAccessKey } from '../request/identity.js';
import { looseStrings } from '../request/record.js';

const ROLE_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):role\/([\w+=,.@/-]+)$/;

export const getCallerIdentity: Operation = {
  service: 'sts',
  name: 'GetCallerIdentity',
  bucket: () => ({ bucket: 'sts:read', cost: 1 }),
  resources: () => [],
  run: ({ identity }) => ({ UserId: identity.userId, Account: identity.accountId, Arn: identity.userArn }),
};

/** Any role of an account of this world may be assumed; the keys then name that account. */
export const assumeRole: Operation = {
  service: 'sts',
  name: 'AssumeRole',
  bucket: () => ({ bucket: 'sts:read', cost: 1 }),
  resources: (input) => looseStrings(input, 'RoleArn'),
  run({ params, world, identity, now }) {
    const roleArn = params.requiredString('RoleArn');
    const session = params.requiredString('RoleSessionName');
    const seconds = params.integer('DurationSeconds', 900, 43_200) ?? 3_600;
    const [, accountId = '', path = ''] = ROLE_ARN.exec(roleArn) ?? [];
    if (accountId === '') throw new AwsError('ValidationError', `${roleArn} is invalid`);
    if (!world.accounts().includes(accountId)) {
      const message = `User: ${identity.userArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
      throw new AwsError('AccessDenied', message, 403);
    }
    const roleName = path.slice(path.lastIndexOf('/') + 1);
    return {
      Credentials: {
        AccessKeyId: roleAccessKey(accountId),
        SecretAccessKey: randomBytes(30).toString('base64'),
        SessionToken: randomBytes(120).toString('base64'),
        Expiration: new Date(now + seconds * 1000),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROASIMULATEDROLE0001:${session}`,
        Arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${session}`,
      },
    };
  },
};
