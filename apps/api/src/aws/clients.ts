import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { PIClient } from '@aws-sdk/client-pi';
import { RDSClient } from '@aws-sdk/client-rds';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { SyntheticsClient } from '@aws-sdk/client-synthetics';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';

/** How one account is reached: by the default chain, or by a role that the default chain may assume. */
export interface Access {
  roleArn: string | null;
  externalId: string | null;
  /** An endpoint for every service (the simulator, a proxy); null: AWS's own. */
  endpoint: string | null;
}

const CONNECT_TIMEOUT_MS = 5_000;
const ANSWER_TIMEOUT_MS = 30_000;

/** The SDK clients of one role in one region. Retries and limits are AwsCaller's, so the SDK tries once. */
export class AwsClients {
  readonly ecs: ECSClient;
  readonly ec2: EC2Client;
  readonly rds: RDSClient;
  readonly autoScaling: AutoScalingClient;
  readonly applicationAutoScaling: ApplicationAutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly cloudTrail: CloudTrailClient;
  readonly synthetics: SyntheticsClient;
  readonly performanceInsights: PIClient;
  readonly sqs: SQSClient;
  readonly sts: STSClient;

  constructor(access: Access, region: string) {
    const shared = {
      region,
      maxAttempts: 1,
      credentials: credentialsOf(access, region),
      requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: ANSWER_TIMEOUT_MS },
      ...(access.endpoint === null ? {} : { endpoint: access.endpoint }),
    };
    this.ecs = new ECSClient(shared);
    this.ec2 = new EC2Client(shared);
    this.rds = new RDSClient(shared);
    this.autoScaling = new AutoScalingClient(shared);
    this.applicationAutoScaling = new ApplicationAutoScalingClient(shared);
    this.cloudWatch = new CloudWatchClient(shared);
    this.logs = new CloudWatchLogsClient(shared);
    this.loadBalancing = new ElasticLoadBalancingV2Client(shared);
    this.cloudTrail = new CloudTrailClient(shared);
    this.synthetics = new SyntheticsClient(shared);
    this.performanceInsights = new PIClient(shared);
    this.sqs = new SQSClient(shared);
    this.sts = new STSClient(shared);
  }

  /** Closes the sockets. */
  destroy(): void {
    for (const client of Object.values(this) as { destroy(): void }[]) client.destroy();
  }
}

function credentialsOf(access: Access, region: string) {
  if (access.roleArn === null) return fromNodeProviderChain();
  return fromTemporaryCredentials({
    params: {
      RoleArn: access.roleArn,
      RoleSessionName: 'danji',
      ...(access.externalId === null ? {} : { ExternalId: access.externalId }),
    },
    clientConfig: { region, ...(access.endpoint === null ? {} : { endpoint: access.endpoint }) },
  });
}

/** Whether the SDK's default chain finds credentials; decides the mode when nobody said which. */
export async function findsCredentials(): Promise<boolean> {
  try {
    await fromNodeProviderChain({ timeout: 1_000, maxRetries: 0 })();
    return true;
  } catch (error) {
    if ((error as { name?: string }).name === 'CredentialsProviderError') return false;
    throw error;
  }
}
