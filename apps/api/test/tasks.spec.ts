import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TaskDetail, TaskList, type TaskItem } from '@danji/shared';
import { idOf, insert, minutesAgo } from './support/rows.js';
import { CLUSTER, SERVICE, startTaskFleet } from './support/task-fleet.js';
import type { TestApp } from './support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTaskFleet();
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
