import type { ResourceKind } from '@danji/shared';

export interface ConsoleSubject {
  kind: ResourceKind;
  arn: string;
  name: string;
  region: string;
  /** Name of the cluster that holds it (services, tasks, container instances). */
  parentName: string | null;
}

/** Console host suffix by partition (third-party open-source tools agree on these; AWS documents no list). */
const CONSOLE_HOST: Record<string, string> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** The page of a resource in the AWS console; null for kinds without one, an unknown partition or no region. */
export function consoleUrl(subject: ConsoleSubject): string | null {
  const host = CONSOLE_HOST[subject.arn.split(':')[1] ?? ''];
  // The region becomes part of the host name, so it must be one.
  if (host === undefined || !/^[a-z0-9-]+$/.test(subject.region)) return null;
  const path = pathOf(subject);
  return path === null ? null : `https://${subject.region}.${host}${path}`;
}

function pathOf({ kind, arn, name, region, parentName }: ConsoleSubject): string | null {
  const part = encodeURIComponent;
  const query = `?region=${part(region)}`;
  const cluster = parentName === null ? null : `/ecs/v2/clusters/${part(parentName)}`;
  const lastOfArn = part(arn.split('/').at(-1) ?? name);
  switch (kind) {
    case 'ecs_cluster':
      return `/ecs/v2/clusters/${part(name)}/services${query}`;
    case 'ecs_service':
      return cluster && `${cluster}/services/${part(name)}/health${query}`;
    case 'ecs_task':
      return cluster && `${cluster}/tasks/${lastOfArn}/configuration${query}`;
    case 'ecs_container_instance':
      return cluster && `${cluster}/infrastructure/container-instances/${lastOfArn}${query}`;
    case 'ecs_task_definition':
      return `/ecs/v2/task-definitions/${lastOfArn.split('%3A').join('/')}/containers${query}`;
    case 'ec2_instance':
      return `/ec2/home${query}#InstanceDetails:instanceId=${lastOfArn}`;
    case 'auto_scaling_group':
      return `/ec2/home${query}#AutoScalingGroupDetails:id=${part(name)};view=details`;
    case 'rds_instance':
      return `/rds/home${query}#database:id=${part(arn.split(':').at(-1) ?? name)};is-cluster=false`;
    case 'load_balancer':
      return `/ec2/home${query}#LoadBalancer:loadBalancerArn=${part(arn)}`;
    case 'target_group':
      return `/ec2/home${query}#TargetGroup:targetGroupArn=${part(arn)}`;
    case 'canary':
      return `/cloudwatch/home${query}#synthetics:canary/detail/${part(name)}`;
    case 'rds_cluster':
      return `/rds/home${query}#database:id=${part(arn.split(':').at(-1) ?? name)};is-cluster=true`;
    case 'alarm':
      return `/cloudwatch/home${query}#alarmsV2:alarm/${part(name)}`;
    case 'log_group':
      return `/cloudwatch/home${query}#logsV2:log-groups/log-group/${fragmentPart(name)}`;
    default:
      return null;
  }
}

/** CloudWatch's page encodes names twice and writes $ for the second percent sign. */
function fragmentPart(name: string): string {
  return encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
}
