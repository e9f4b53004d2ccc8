import type { Ids } from '../ids.js';
import type { AwsRecord } from '../types.js';
import type { TrailActor } from './trail-view.js';

/** Who changes things in an account: a pipeline, people who sign in, a scheduler, AWS's own scaling. */
export type ActorKind = 'pipeline' | 'person' | 'scheduler' | 'service-scaling';

const PEOPLE = ['minji.kim', 'junho.lee', 'sora.park', 'david.cho'];

/** The same people and pipeline wherever an account is asked. */
export class Cast {
  constructor(
    private readonly accountId: string,
    private readonly ids: Ids,
  ) {}

  /** `hash` says which of the people. */
  actor(kind: ActorKind, hash: number): TrailActor {
    switch (kind) {
      case 'pipeline':
        return this.assumed(
          'github-actions-deploy',
          'GitHubActions',
          '20.41.77.148',
          'aws-sdk-nodejs/3.901.0',
        );
      case 'scheduler':
        return {
          ...this.assumed(
            'stage-sleep-scheduler',
            'stage-sleep',
            'scheduler.amazonaws.com',
            'scheduler.amazonaws.com',
          ),
        };
      case 'service-scaling':
        return this.assumed(
          'AWSServiceRoleForApplicationAutoScaling_ECSService',
          'AutoScaling-UpdateService',
          'ecs.application-autoscaling.amazonaws.com',
          'ecs.application-autoscaling.amazonaws.com',
        );
      default:
        return this.person(hash);
    }
  }

  private person(hash: number): TrailActor {
    const name = PEOPLE[hash % PEOPLE.length] ?? 'minji.kim';
    const ip = `203.0.113.${20 + (hash % PEOPLE.length)}`;
    if (name !== 'david.cho') {
      const role = 'AWSReservedSSO_PowerUserAccess_4f1c2d9e8b7a6051';
      const agent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)';
      return this.assumed(role, `${name}@danjishop.example`, ip, agent);
    }
    const accessKeyId = `AKIASIM${this.accountId}B`;
    return {
      userName: name,
      accessKeyId,
      sourceIp: ip,
      userAgent: 'aws-cli/2.31.2 md/awscrt#0.27.6 ua/2.1 os/linux',
      identity: {
        type: 'IAMUser',
        principalId: `AIDA${this.ids.hex('user|david.cho', 17).toUpperCase()}`,
        arn: `arn:aws:iam::${this.accountId}:user/${name}`,
        accountId: this.accountId,
        accessKeyId,
        userName: name,
      },
    };
  }

  private assumed(role: string, session: string, sourceIp: string, userAgent: string): TrailActor {
    const principalId = `AROA${this.ids.hex(`role|${role}`, 17).toUpperCase()}`;
    const accessKeyId = `ASIA${this.ids.hex(`key|${role}|${session}`, 16).toUpperCase()}`;
    const byService = sourceIp.endsWith('.amazonaws.com');
    const path = role.startsWith('AWSServiceRole')
      ? 'aws-service-role/ecs.application-autoscaling.amazonaws.com/'
      : role.startsWith('AWSReservedSSO')
        ? 'aws-reserved/sso.amazonaws.com/'
        : '';
    const identity: AwsRecord = {
      type: 'AssumedRole',
      principalId: `${principalId}:${session}`,
      arn: `arn:aws:sts::${this.accountId}:assumed-role/${role}/${session}`,
      accountId: this.accountId,
      accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId,
          arn: `arn:aws:iam::${this.accountId}:role/${path}${role}`,
          accountId: this.accountId,
          userName: role,
        },
        attributes: { mfaAuthenticated: 'false' },
      },
      ...(byService && { invokedBy: sourceIp }),
    };
    return { userName: session, identity, accessKeyId, sourceIp, userAgent };
  }
}
