import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FlowAnswer, TaskList } from '@danji/shared';
import { idOf } from './support/rows.js';
import { SERVICE, startTaskFleet } from './support/task-fleet.js';
import { NOW, type TestApp } from './support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTaskFleet();
});
afterAll(() => app.close());

async function list(query: string): Promise<TaskList> {
  return TaskList.parse((await app.get(`/tasks?${query}`)).body);
}

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
