import type { TaskContext } from '../../../apps/api/dist/inventory/tasks/task-row.js';
import { pick, seededRandom } from '../lib/random.ts';

/** A task as AWS describes it at its end. */
export type DescribedTask = Parameters<
  typeof import('../../../apps/api/dist/inventory/tasks/task-observation.js').observeTask
>[0];
export interface Life {
  task: DescribedTask;
  trigger: string;
  environment: TaskContext['labels']['environment'];
}

const ACCOUNT = '111122223333';
const PLACE = `arn:aws:ecs:ap-northeast-2:${ACCOUNT}`;
export const CLUSTERS = 12;
export const SERVICES = 160;
export const HOSTS = 80;
const DAY = 86_400_000;

export const clusterArn = (n: number): string => `${PLACE}:cluster/cluster-${n}`;
export const clusterOf = (service: number): number => service % CLUSTERS;
export const serviceName = (n: number): string => `service-${n}`;
export const serviceArn = (n: number): string => `${PLACE}:service/cluster-${clusterOf(n)}/service-${n}`;
export const hostArn = (n: number): string =>
  `${PLACE}:container-instance/cluster-${n % CLUSTERS}/${n.toString(16).padStart(32, 'a')}`;
export const hostName = (n: number): string => `i-0${n.toString(16).padStart(16, 'b')}`;

interface Ending {
  share: number;
  stopCode: string;
  reason: (random: () => number) => string;
  exitCode: number | null;
  container: string | null;
  /** How far it came before it ended. */
  reached: 'provision' | 'pull' | 'run';
}
const hex = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
const ending = (
  share: number,
  stopCode: string,
  reason: Ending['reason'],
  rest: Partial<Ending> = {},
): Ending => ({ share, stopCode, reason, exitCode: 0, container: null, reached: 'run', ...rest });

/** Ends in the proportions of a mid-sized account: most are deployments and scalings. */
const ENDINGS: readonly Ending[] = [
  ending(
    52,
    'ServiceSchedulerInitiated',
    (r) => `Scaling activity initiated by (deployment ecs-svc/${hex(r, 16)})`,
  ),
  ending(14, 'EssentialContainerExited', () => 'Essential container in task exited', { exitCode: 0 }),
  ending(8, 'EssentialContainerExited', () => 'Essential container in task exited', { exitCode: 1 }),
  ending(6, 'EssentialContainerExited', () => 'Essential container in task exited', {
    exitCode: 137,
    container: 'OutOfMemoryError: Container killed due to memory usage',
  }),
  ending(
    7,
    'ServiceSchedulerInitiated',
    (r) =>
      `Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:ap-northeast-2:${ACCOUNT}:targetgroup/web/${hex(r, 16)})`,
  ),
  ending(5, 'SpotInterruption', () => 'Your Spot Task was interrupted.'),
  ending(
    4,
    'TaskFailedToStart',
    (r) =>
      `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${ACCOUNT}.dkr.ecr.ap-northeast-2.amazonaws.com/app:${hex(r, 7)}: not found`,
    { exitCode: null, reached: 'pull' },
  ),
  ending(2, 'TaskFailedToStart', () => 'Timeout waiting for network interface provisioning to complete.', {
    exitCode: null,
    reached: 'provision',
  }),
  ending(2, 'TerminationNotice', (r) => `Host EC2 (instance i-${hex(r, 17)}) terminated.`),
];

/** Lives of `count` tasks over `days` up to `now` (epoch ms), in the order of their creation; three in 100 still run. */
export function* lives(count: number, days: number, now: number): Generator<Life> {
  const random = seededRandom(20_261);
  const first = now - days * DAY;
  for (let i = 0; i < count; i += 1) {
    const createdAt = first + Math.floor(((i + random()) / count) * days * DAY);
    yield life(i, createdAt, now, random);
  }
}

function life(i: number, createdAt: number, now: number, random: () => number): Life {
  const service = Math.floor(random() ** 1.6 * SERVICES);
  const job = random() < 0.06;
  const onEc2 = service % 3 === 0;
  const end = drawEnding(random);
  const times = moments(createdAt, end, now, random);
  const running = times.stoppedAt === null;
  const task = describe({ i, service, job, onEc2, end, running, random });
  return {
    task: { ...task, ...times },
    trigger: job ? 'schedule' : pick(random, ['deploy', 'deploy', 'deploy', 'scale_out', 'replacement']),
    environment: clusterOf(service) < 8 ? 'prod' : 'stage',
  };
}

function drawEnding(random: () => number): Ending {
  let left = random() * 100;
  for (const each of ENDINGS) {
    left -= each.share;
    if (left < 0) return each;
  }
  return ENDINGS[0] as Ending;
}

type Times = Pick<
  DescribedTask,
  | 'createdAt'
  | 'connectivityAt'
  | 'pullStartedAt'
  | 'pullStoppedAt'
  | 'startedAt'
  | 'stoppingAt'
  | 'executionStoppedAt'
  | 'stoppedAt'
>;

/** A long-tailed stretch around `seconds`, in milliseconds. */
function stretch(random: () => number, seconds: number): number {
  return Math.round(seconds * 1000 * Math.exp((random() + random() + random() - 1.5) * 1.6));
}

function moments(createdAt: number, { reached }: Ending, now: number, random: () => number): Times {
  const times: Times = {
    createdAt,
    connectivityAt: null,
    pullStartedAt: null,
    pullStoppedAt: null,
    startedAt: null,
    stoppingAt: null,
    executionStoppedAt: null,
    stoppedAt: null,
  };
  let at = createdAt;
  const pass = (name: keyof Times, seconds: number): boolean => {
    at += stretch(random, seconds);
    if (at >= now) return false;
    times[name] = at;
    return true;
  };
  if (reached !== 'provision') {
    if (!pass('connectivityAt', 9) || !pass('pullStartedAt', 4)) return times;
    if (reached === 'run') {
      if (!pass('pullStoppedAt', 18) || !pass('startedAt', 7)) return times;
      if (random() < 0.02) return times;
      at += Math.round(60_000 * Math.exp(random() * 7.2));
    }
  }
  if (!pass('stoppingAt', 2) || !pass('executionStoppedAt', 20)) return times;
  pass('stoppedAt', 12);
  return times;
}

interface Drawn {
  i: number;
  service: number;
  job: boolean;
  onEc2: boolean;
  end: Ending;
  running: boolean;
  random: () => number;
}

function describe({ i, service, job, onEc2, end, running, random }: Drawn): DescribedTask {
  const cluster = clusterOf(service);
  const taskId = i.toString(16).padStart(8, '0') + hex(random, 24);
  const family = job ? `report-${service % 9}` : serviceName(service);
  const revision = 40 + Math.floor(i / 9000) + (service % 5);
  const status = running ? 'RUNNING' : 'STOPPED';
  const address = `10.${service % 200}.${i % 250}.${(i >> 8) % 250}`;
  return {
    taskArn: `${PLACE}:task/cluster-${cluster}/${taskId}`,
    clusterArn: clusterArn(cluster),
    taskDefinitionArn: `${PLACE}:task-definition/${family}:${revision}`,
    group: job ? `family:${family}` : `service:${serviceName(service)}`,
    startedBy: job ? 'events-rule/nightly' : `ecs-svc/${hex(random, 16)}`,
    launchType: onEc2 ? 'EC2' : 'FARGATE',
    capacityProviderName: onEc2 ? `cp-${cluster}` : pick(random, ['FARGATE', 'FARGATE_SPOT']),
    containerInstanceArn: onEc2
      ? hostArn(cluster + CLUSTERS * Math.floor(random() * (HOSTS / CLUSTERS)))
      : null,
    availabilityZone: pick(random, ['ap-northeast-2a', 'ap-northeast-2b', 'ap-northeast-2c']),
    cpu: 512,
    memory: 1024,
    platformVersion: onEc2 ? null : '1.4.0',
    lastStatus: status,
    desiredStatus: status,
    healthStatus: 'UNKNOWN',
    stopCode: running ? null : end.stopCode,
    stoppedReason: running ? null : end.reason(random),
    version: 6,
    createdAt: null,
    connectivityAt: null,
    pullStartedAt: null,
    pullStoppedAt: null,
    startedAt: null,
    stoppingAt: null,
    executionStoppedAt: null,
    stoppedAt: null,
    containers: ['app', 'log-router'].map((name) => ({
      name,
      image: `${ACCOUNT}.dkr.ecr.ap-northeast-2.amazonaws.com/${family}-${name}:v${revision}`,
      imageDigest: `sha256:${hex(random, 64)}`,
      runtimeId: hex(random, 64),
      lastStatus: status,
      exitCode: running ? null : name === 'app' ? end.exitCode : 0,
      reason: running || name !== 'app' ? null : end.container,
      healthStatus: 'UNKNOWN',
      networkBindings: [],
    })),
    attachments: [
      {
        id: hex(random, 12),
        type: 'ElasticNetworkInterface',
        status: running ? 'ATTACHED' : 'DELETED',
        details: [
          { name: 'subnetId', value: `subnet-${(i % 6).toString().padStart(17, '0')}` },
          { name: 'networkInterfaceId', value: `eni-${hex(random, 17)}` },
          { name: 'macAddress', value: '0a:1b:2c:3d:4e:5f' },
          { name: 'privateIPv4Address', value: address },
        ],
      },
    ],
    tags: [],
  };
}
