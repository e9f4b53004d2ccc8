import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FlowAnswer, TaskDetail, TaskList, type TaskItem } from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insert, insertResource, insertScope, insertTask, minutesAgo } from './support/rows.js';

const CLUSTER = idOf('ecs_cluster', 1);
const SERVICE = idOf('ecs_service', 1);
const OOM = {
  rule: 'oom',
  certain: true,
  container: 'app',
  exitCode: 137,
  explanation: { key: 'stop.oom', params: { container: 'app' } },
  remedy: { key: 'stop.oom.remedy', params: { container: 'app' } },
};
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
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
});
afterAll(() => app.close());

async function list(query: string): Promise<TaskList> {
  return TaskList.parse((await app.get(`/tasks?${query}`)).body);
}

describe('the task explorer', () => {
  it.each(['-createdAt', 'createdAt', '-stoppedAt', 'stoppedAt'])(
    'pages by %s without loss or repeat',
    async (sort) => {
      for (const narrowed of ['', '&state=stopped']) {
        const whole = await list(`sort=${sort}&limit=500${narrowed}`);
        const paged: TaskItem[] = [];
        let cursor: string | null = null;
        do {
          const page: TaskList = await list(
            `sort=${sort}&limit=2${narrowed}${cursor === null ? '' : `&cursor=${cursor}`}`,
          );
          paged.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(paged.map((task) => task.id)).toEqual(whole.items.map((task) => task.id));
        expect(new Set(paged.map((task) => task.id)).size).toBe(narrowed === '' ? 21 : 9);
        expect(whole.total).toBe(paged.length);
      }
    },
  );

  it.each([
    [`service=${SERVICE}`, 20],
    [`cluster=${CLUSTER}`, 21],
    ['state=running', 11],
    ['state=starting', 1],
    ['state=RUNNING,PROVISIONING', 12],
    ['cause=oom', 6],
    ['cause=oom,deploy', 9],
    ['abnormal=true', 6],
    ['abnormal=false', 15],
    ['trigger=schedule', 1],
    ['stopCode=EssentialContainerExited', 6],
    ['az=ap-northeast-2a', 1],
    ['family=report', 1],
    ['revision=412', 21],
    ['definition=report:412', 1],
    ['definition=report:412,checkout:412', 21],
    ['definition=report:413', 0],
    ['capacityProvider=spot', 1],
    ['q=FAMILY:report', 1],
    ['q=i-0abc', 1],
    ['q=10.0.1.9', 6],
    ['q=repo/report', 1],
    ['q=essential', 6],
    ['team=nobody', 0],
    ['environment=prod&team=shop', 21],
    ['from=now-30m', 18],
    ['from=now-30m&to=now-14m', 17],
    ['to=now-200m', 3],
  ])('%s finds %i', async (query, count) => {
    expect((await list(`${query}&limit=1`)).total).toBe(count);
  });

  it('counts facets under the other filters, each without its own', async () => {
    const { facets, total } = await list('cause=oom&facets=cause,trigger,service,state');
    expect(total).toBe(6);
    expect(facets?.['cause']).toEqual([
      { value: 'oom', label: 'oom', count: 6 },
      { value: 'deploy', label: 'deploy', count: 3 },
    ]);
    expect(facets?.['trigger']).toEqual([{ value: 'deploy', label: 'deploy', count: 6 }]);
    expect(facets?.['service']).toEqual([{ value: SERVICE, label: 'checkout-api', count: 6 }]);
  });

  it('explains a stop in both languages', async () => {
    const [task] = (await list('cause=oom&limit=1')).items;
    expect(task?.explanation?.en).toContain('app');
    expect(task?.explanation?.ko).toMatch(/[가-힣]/);
    expect(task).toMatchObject({ exitCode: 137, serviceName: 'checkout-api', clusterName: 'prod' });
    expect(task?.phases.map(({ phase }) => phase)).toEqual([
      'provision',
      'prepare',
      'pull',
      'start',
      'run',
      'stop',
    ]);
  });

  it('counts several facets in one reading, and reads again only for one that is filtered', async () => {
    expect((await app.get('/tasks?limit=500')).queries).toHaveLength(2);
    expect((await app.get('/tasks?limit=500&facets=cause,az,launchType')).queries).toHaveLength(3);
    expect((await app.get('/tasks?limit=500&cause=oom&facets=cause,az,launchType')).queries).toHaveLength(4);
  });

  it('counts task definitions as family and revision, and takes what it counted as a filter', async () => {
    const { facets } = await list('facets=definition,capacityProvider');
    expect(facets?.['definition']).toEqual([
      { value: 'checkout:412', label: 'checkout:412', count: 20 },
      { value: 'report:412', label: 'report:412', count: 1 },
    ]);
    expect(facets?.['capacityProvider']).toEqual([{ value: 'spot', label: 'spot', count: 1 }]);
    expect((await app.get('/tasks?definition=checkout')).status).toBe(400);
  });

  it('takes % and _ of a search as ordinary characters, and finds a host by the name of its instance', async () => {
    expect((await list('q=%25')).total).toBe(0);
    expect((await list('q=repo_app')).total).toBe(0);
    const { items } = await list('q=blue-host');
    expect(items.map(({ family }) => family)).toEqual(['report']);
  });

  it('searches by an index of trigrams', async () => {
    const { statements } = await app.get('/tasks?q=essential&facets=cause');
    const client = await app.database.pool.connect();
    try {
      await client.query('SET enable_seqscan = off; SET enable_indexscan = off');
      for (const { text, values } of statements.filter((each) => each.text.includes('search LIKE'))) {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
        expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('task_run_search');
      }
    } finally {
      client.release(true);
    }
  });

  it('finds the newest by index', async () => {
    await app.database.pool.query('ANALYZE task_run');
    for (const [path, index, values] of [
      ['/tasks?limit=2', 'task_run_created', [3]],
      ['/tasks?limit=2&state=stopped&sort=-stoppedAt', 'task_run_stopped', ['STOPPED', 3]],
    ] as const) {
      const { queries } = await app.get(path);
      const text = (queries.find((sql) => sql.includes('LIMIT $')) ?? '').replace(
        '= ANY($1::text[])',
        '= $1',
      );
      const client = await app.database.pool.connect();
      try {
        await client.query('SET enable_seqscan = off');
        const bound = text.includes('ANY') ? [['STOPPED', 'DELETED'], 3] : [...values];
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, bound);
        expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
      } finally {
        await client.query('RESET enable_seqscan');
        client.release();
      }
    }
  });
});

describe('one task', () => {
  it('shows its containers, network, lines, remedy and others that ended like it', async () => {
    const { body, queries } = await app.get(`/tasks/${idOf('ecs_task', 11)}`);
    const task = TaskDetail.parse(body);
    expect(task.containers[0]).toMatchObject({ name: 'app', exitCode: 137 });
    expect(task.network?.privateIp).toBe('10.0.1.9');
    expect(task.logs).toEqual([
      {
        at: minutesAgo(12.05).toISOString(),
        level: 'error',
        message: '<b>heap</b> exhausted',
        stream: 'app/app/x',
      },
    ]);
    expect(task.remedy?.ko).toMatch(/[가-힣]/);
    expect(task.siblings.map((sibling) => sibling.id)).toEqual(
      [12, 13, 14, 15, 16].map((n) => idOf('ecs_task', n)),
    );
    expect(task.consoleUrl).toContain('/ecs/v2/clusters/prod/tasks/');
    expect(queries).toHaveLength(6);
  });

  it('tells what changed at its service, cluster and host in the half hour before, and nothing else', async () => {
    const event = (
      resource: string,
      id: string,
      minutes: number,
      kind: string,
      type: string,
    ): Promise<void> =>
      insert(app.database.pool, 'event', {
        resource_id: resource,
        id,
        at: minutesAgo(minutes),
        scope_id: 'scope-main',
        kind,
        type,
        severity: 'info',
        environment: 'prod',
        message: id,
        params: {},
      });
    await event(SERVICE, 'deployed', 20, 'deployment', 'deployment_started');
    await event(CLUSTER, 'provider', 15, 'config', 'config_changed');
    await event(SERVICE, 'too-early', 45, 'config', 'config_changed');
    await event(SERVICE, 'after', 5, 'config', 'config_changed');
    await event(SERVICE, 'steady', 14, 'service_event', 'steady_state');
    await event(idOf('ecs_service', 2), 'of-another', 14, 'config', 'config_changed');
    await event(idOf('ec2_instance', 1), 'host', 3, 'ec2', 'spot_interrupted');
    const before = async (n: number): Promise<string[]> =>
      TaskDetail.parse((await app.get(`/tasks/${idOf('ecs_task', n)}`)).body).before.map(({ id }) => id);
    expect(await before(11)).toEqual(['provider', 'deployed']);
    expect(await before(21)).toEqual(['host', 'provider']);
  });
});

describe('the flow of tasks', () => {
  async function flow(query: string): Promise<FlowAnswer> {
    return FlowAnswer.parse((await app.get(`/tasks/flow?${query}`)).body);
  }

  it('counts every task once in each column and says why they stopped, against the time before', async () => {
    const answer = await flow(`service=${SERVICE}&from=now-60m`);
    expect(answer.tasks).toBe(17);
    const ends = answer.nodes.filter((node) => node.phase === 'end');
    expect(Object.fromEntries(ends.map((node) => [node.id, node.count]))).toEqual({
      'end:running': 10,
      'end:oom': 6,
      'end:starting': 1,
    });
    expect(answer.stopReasons).toEqual([
      expect.objectContaining({
        class: 'oom',
        count: 6,
        previousCount: 0,
        abnormal: true,
        exampleTaskId: idOf('ecs_task', 12),
      }),
    ]);
    const before = await flow(`service=${SERVICE}&from=now-90m&to=now-60m`);
    expect(before.stopReasons).toEqual([]);
    expect(answer.dwell.find((row) => row.phase === 'pull')).toMatchObject({ count: 6, p50: 18 });
  });

  it('shows a past range as it was then', async () => {
    const to = new Date(NOW - 20 * 60_000).toISOString();
    const answer = await flow(`service=${SERVICE}&from=now-50m&to=${to}`);
    expect(answer.stopReasons).toEqual([]);
    expect(answer.nodes.find((node) => node.id === 'end:running')?.count).toBe(16);
  });

  it('compares with as long a time before', async () => {
    const answer = await flow('from=now-12m');
    const reasons = answer.stopReasons.map(({ class: cause, count, previousCount }) => [
      cause,
      count,
      previousCount,
    ]);
    expect(reasons).toEqual([['oom', 2, 4]]);
  });

  it('does not compare with a time in which nobody was watching', async () => {
    // The first resource was seen 5,000 minutes ago, and AWS remembered an hour.
    expect((await flow('from=now-40h')).previousKnown).toBe(true);
    expect((await flow('from=now-43h')).previousKnown).toBe(false);
  });

  it('measures phases and starts beside the time before', async () => {
    // The tasks that ran out of memory started about 39 minutes ago.
    const answer = await flow('from=now-45m&to=now-30m');
    const pull = answer.dwell.find((row) => row.phase === 'pull');
    expect(pull).toMatchObject({ count: 6, p50: 18, previous: null });
    expect(answer.startup.map(({ part, count, p50 }) => [part, count, Math.round(p50 ?? 0)])).toEqual([
      ['provision', 6, 12],
      ['pull', 6, 18],
      ['start', 6, 6],
      ['total', 6, 36],
      ['healthy', 1, 12],
    ]);
    const after = await flow('from=now-30m&to=now-15m');
    expect(after.startup).toEqual([]);
    const ends = await flow('from=now-13m&to=now-10m');
    expect(ends.dwell.find((row) => row.phase === 'run')).toMatchObject({ count: 2, previous: { count: 3 } });
  });

  it('counts stops by the hour of the viewer', async () => {
    // 14:30 in Seoul, where a zone of half hours is at 11:00.
    const seoul = await flow('from=now-60m');
    expect(seoul).toMatchObject({ tz: 'Asia/Seoul' });
    expect(seoul.stopHours).toEqual([
      {
        date: '2026-11-23',
        hour: 14,
        from: '2026-11-23T05:00:00.000Z',
        to: '2026-11-23T06:00:00.000Z',
        stops: 6,
        abnormal: 6,
      },
    ]);
    const india = await flow('from=now-60m&tz=Asia/Kolkata');
    expect(india.stopHours.map(({ hour, stops }) => [hour, stops])).toEqual([[10, 6]]);
    expect((await app.get('/tasks/flow?tz=Mars')).status).toBe(400);
  });

  it.each([
    ['cause=oom', 6],
    ['trigger=schedule', 1],
    ['az=ap-northeast-2a', 1],
    ['definition=report:412', 1],
    ['capacityProvider=spot', 1],
    ['state=stopped', 6],
    ['abnormal=true', 6],
    ['q=blue-host', 1],
  ])('is narrowed by %s as the explorer is', async (query, tasks) => {
    const answer = await flow(`from=now-60m&${query}`);
    expect(answer.tasks).toBe(tasks);
    expect((await list(`from=now-60m&${query}&limit=1`)).total).toBe(tasks);
  });

  it('still counts the other stop reasons when one is chosen', async () => {
    const chosen = await flow('from=now-3h&cause=oom');
    expect(chosen.tasks).toBe(6);
    expect(chosen.stopReasons.map(({ class: cause, count }) => [cause, count])).toEqual([
      ['oom', 6],
      ['deploy', 3],
    ]);
  });

  it('needs five statements, however many tasks there are', async () => {
    expect((await app.get('/tasks/flow')).queries).toHaveLength(5);
  });
});
