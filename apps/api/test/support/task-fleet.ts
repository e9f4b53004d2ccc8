import { startTestApp, type TestApp } from './test-app.js';
import { idOf, insert, insertResource, insertScope, insertTask, minutesAgo } from './rows.js';

export const CLUSTER = idOf('ecs_cluster', 1);
export const SERVICE = idOf('ecs_service', 1);
const OOM = {
  rule: 'oom',
  certain: true,
  container: 'app',
  exitCode: 137,
  explanation: { key: 'stop.oom', params: { container: 'app' } },
  remedy: { key: 'stop.oom.remedy', params: { container: 'app' } },
};
/**
 * Tasks of one service: twenty that started in the last half hour or were killed for memory, and what stands around them.
 */
export async function startTaskFleet(): Promise<TestApp> {
  const app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod' });
  await insertResource(pool, 'ecs_service', 1, { name: 'checkout-api', parent_id: CLUSTER });
  await insertResource(pool, 'ec2_instance', 1, { name: 'blue-host', native_id: 'i-0abc' });
  await insertResource(pool, 'ecs_container_instance', 1, {
    attributes: { ec2InstanceId: 'i-0abc', ec2ResourceId: idOf('ec2_instance', 1) },
  });
  // 10 running since an hour; 6 killed for memory in the last half hour, two of them at the same moment; 3 replaced
  // by a deployment two hours ago; 1 that is being placed; 1 job outside any service.
  for (let n = 1; n <= 10; n += 1)
    await insertTask(pool, n, { created_at: minutesAgo(60 + Math.floor(n / 3)) });
  for (let n = 11; n <= 16; n += 1) {
    await insertTask(pool, n, {
      created_at: minutesAgo(40),
      connectivity_at: minutesAgo(39.9),
      pull_started_at: minutesAgo(39.8),
      pull_stopped_at: minutesAgo(39.5),
      started_at: minutesAgo(39.4),
      healthy_at: n === 11 ? minutesAgo(39.2) : null,
      stopping_at: minutesAgo(n === 12 ? 11.1 : n + 0.1),
      stopped_at: minutesAgo(n === 12 ? 11 : n),
      last_status: 'STOPPED',
      desired_status: 'STOPPED',
      stop_code: 'EssentialContainerExited',
      stopped_reason: 'Essential container in task exited',
      cause: 'oom',
      abnormal: true,
      cause_params: OOM,
      containers: [
        {
          name: 'app',
          image: 'repo/app:1',
          imageDigest: null,
          lastStatus: 'STOPPED',
          exitCode: 137,
          reason: 'OutOfMemoryError',
          health: null,
          runtimeId: null,
        },
      ],
      network: { eniId: 'eni-1', privateIp: '10.0.1.9', subnetId: 'subnet-1', macAddress: null },
    });
  }
  for (let n = 17; n <= 19; n += 1) {
    await insertTask(pool, n, {
      created_at: minutesAgo(300),
      started_at: minutesAgo(299),
      stopped_at: minutesAgo(120),
      last_status: 'STOPPED',
      cause: 'deploy',
      trigger: 'scale_out',
      stopped_reason: 'Scaling activity initiated by (deployment ecs-svc/1)',
    });
  }
  await insertTask(pool, 20, { created_at: minutesAgo(0.2), started_at: null, last_status: 'PROVISIONING' });
  await insertTask(pool, 21, {
    service_id: null,
    group_name: 'family:report',
    family: 'report',
    trigger: 'schedule',
    availability_zone: 'ap-northeast-2a',
    capacity_provider: 'spot',
    container_instance_id: idOf('ecs_container_instance', 1),
    containers: [
      {
        name: 'report',
        image: 'repo/report:7',
        imageDigest: null,
        lastStatus: null,
        exitCode: null,
        reason: null,
        health: null,
        runtimeId: null,
      },
    ],
  });
  await insert(pool, 'log_line', {
    resource_id: idOf('log_group', 1),
    at: minutesAgo(12.05),
    event_id: 'e1',
    scope_id: 'scope-main',
    stream: 'app/app/x',
    task_id: idOf('ecs_task', 11),
    source_id: SERVICE,
    level: 'error',
    message: '<b>heap</b> exhausted',
  });
  return app;
}
