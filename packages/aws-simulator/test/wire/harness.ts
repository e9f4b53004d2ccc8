import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { RDSClient } from '@aws-sdk/client-rds';
import { STSClient } from '@aws-sdk/client-sts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../src/index.js';

export const REGION = 'ap-northeast-2';
/** A working day in Seoul; the clock stands still, so that two answers can be compared. */
export const NOW = Date.parse('2026-11-18T06:30:20Z');

export function startSmall(options: SimulatorOptions = {}): Promise<Simulator> {
  return startSimulator({
    clusters: 2,
    services: 8,
    tasks: 30,
    instances: 8,
    databases: 4,
    historyDays: 2,
    regions: [REGION],
    startAt: NOW,
    speed: 0,
    ...options,
  });
}

export interface Clients {
  ecs: ECSClient;
  ec2: EC2Client;
  rds: RDSClient;
  autoScaling: AutoScalingClient;
  applicationAutoScaling: ApplicationAutoScalingClient;
  logs: CloudWatchLogsClient;
  cloudwatch: CloudWatchClient;
  cloudTrail: CloudTrailClient;
  sts: STSClient;
}

/** Unmodified SDK clients; `attempts` 1 shows errors which the SDK would retry away. */
export function sdkClients(
  url: string,
  { attempts = 1, accessKeyId = 'AKIADEFAULT', region = REGION } = {},
): Clients {
  const config = {
    endpoint: url,
    region,
    maxAttempts: attempts,
    credentials: { accessKeyId, secretAccessKey: 'unchecked' },
  };
  return {
    ecs: new ECSClient(config),
    ec2: new EC2Client(config),
    rds: new RDSClient(config),
    autoScaling: new AutoScalingClient(config),
    applicationAutoScaling: new ApplicationAutoScalingClient(config),
    logs: new CloudWatchLogsClient(config),
    cloudwatch: new CloudWatchClient(config),
    cloudTrail: new CloudTrailClient(config),
    sts: new STSClient(config),
  };
}

export function destroyClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}

/** The error of a call that must fail. */
export async function failure(
  call: Promise<unknown>,
): Promise<Error & { $metadata?: { httpStatusCode?: number } }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('The call should have failed.');
}

export function post(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(`${url}/_simulator${path}`, { method: 'POST', body: JSON.stringify(body) });
}
