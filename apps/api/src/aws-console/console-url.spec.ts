import { describe, expect, it } from '@jest/globals';
import { consoleUrl, type ConsoleSubject } from './console-url.js';

const service: ConsoleSubject = {
  kind: 'ecs_service',
  arn: 'arn:aws:ecs:ap-northeast-2:111122223333:service/prod-kr/checkout-api',
  name: 'checkout-api',
  region: 'ap-northeast-2',
  parentName: 'prod-kr',
};

describe('the link into the AWS console', () => {
  it.each([
    [
      service,
      'https://ap-northeast-2.console.aws.amazon.com/ecs/v2/clusters/prod-kr/services/checkout-api/health?region=ap-northeast-2',
    ],
    [
      { ...service, kind: 'ecs_cluster', name: 'prod-kr' },
      'https://ap-northeast-2.console.aws.amazon.com/ecs/v2/clusters/prod-kr/services?region=ap-northeast-2',
    ],
    [
      {
        ...service,
        kind: 'ecs_task_definition',
        arn: 'arn:aws:ecs:ap-northeast-2:1:task-definition/checkout-api:412',
      },
      'https://ap-northeast-2.console.aws.amazon.com/ecs/v2/task-definitions/checkout-api/412/containers?region=ap-northeast-2',
    ],
    [
      {
        ...service,
        kind: 'ec2_instance',
        arn: 'arn:aws:ec2:ap-northeast-2:1:instance/i-0a81f3c2',
        name: 'web',
      },
      'https://ap-northeast-2.console.aws.amazon.com/ec2/home?region=ap-northeast-2#InstanceDetails:instanceId=i-0a81f3c2',
    ],
    [
      {
        ...service,
        kind: 'rds_instance',
        arn: 'arn:aws:rds:ap-northeast-2:1:db:orders-db',
        name: 'orders-db',
      },
      'https://ap-northeast-2.console.aws.amazon.com/rds/home?region=ap-northeast-2#database:id=orders-db;is-cluster=false',
    ],
    [
      {
        ...service,
        kind: 'log_group',
        arn: 'arn:aws:logs:ap-northeast-2:1:log-group:/ecs/checkout',
        name: '/ecs/checkout',
      },
      'https://ap-northeast-2.console.aws.amazon.com/cloudwatch/home?region=ap-northeast-2#logsV2:log-groups/log-group/$252Fecs$252Fcheckout',
    ],
  ] as [ConsoleSubject, string][])('of %j', (subject, url) => {
    expect(consoleUrl(subject)).toBe(url);
  });

  it('goes to the console of the partition', () => {
    const china = { ...service, arn: service.arn.replace('arn:aws:', 'arn:aws-cn:'), region: 'cn-north-1' };
    expect(consoleUrl(china)).toMatch(/^https:\/\/cn-north-1\.console\.amazonaws\.cn\//);
  });

  it('cannot be led elsewhere by a name', () => {
    const hostile = { ...service, name: 'x/../../?y#z', parentName: 'javascript:alert(1)' };
    expect(consoleUrl(hostile)).toBe(
      'https://ap-northeast-2.console.aws.amazon.com/ecs/v2/clusters/javascript%3Aalert(1)/services/x%2F..%2F..%2F%3Fy%23z/health?region=ap-northeast-2',
    );
    expect(consoleUrl({ ...service, region: 'evil.example/' })).toBeNull();
  });

  it('is absent where the partition or the kind has none', () => {
    expect(consoleUrl({ ...service, arn: 'nonsense' })).toBeNull();
    expect(consoleUrl({ ...service, kind: 'image' })).toBeNull();
    expect(consoleUrl({ ...service, parentName: null })).toBeNull();
  });
});
