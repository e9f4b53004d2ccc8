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
    containers: [{ name: 'report', image: 'repo/report:7' }],
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

  it('needs two statements, and one more per facet', async () => {
    expect((await app.get('/tasks?limit=500')).queries).toHaveLength(2);
    expect((await app.get('/tasks?limit=500&facets=cause,az')).queries).toHaveLength(4);
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
    expect(queries).toHaveLength(3);
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

  it('needs three statements', async () => {
    expect((await app.get('/tasks/flow')).queries).toHaveLength(3);
  });
});
