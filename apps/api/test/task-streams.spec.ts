import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOCAL_CONTEXT } from '../src/http/actor.decorator.js';
import { InteractivePlaces } from '../src/interactive-aws/index.js';
import { ReadTaskStreams } from '../src/tasks/read-task-streams.js';
import { TaskRepository } from '../src/tasks/task.repository.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';
import { TEST_CONFIG } from './support/test-app.js';

let world: MetricsWorld;
let reader: ReadTaskStreams;
let places: InteractivePlaces;

beforeAll(async () => {
  world = await startMetricsWorld();
  await world.sweep();
  const { database, clock } = world.app;
  const scopes = [{ name: 'scope-main', regions: ['ap-northeast-2'], endpoint: world.simulator.url }];
  places = new InteractivePlaces(database, clock, { ...TEST_CONFIG, scopes });
  reader = new ReadTaskStreams(new TaskRepository(database), places, clock, database);
}, 120_000);
afterAll(async () => {
  places.onApplicationShutdown();
  await world.close();
});

/** A task of a service that has run for a while. */
async function runningTask(): Promise<string> {
  const [row] = await world.rows<{ id: string }>(
    "SELECT id FROM task_run WHERE service_id IS NOT NULL AND started_at IS NOT NULL AND last_status = 'RUNNING' ORDER BY started_at LIMIT 1",
  );
  return row?.id ?? '';
}

describe('the lines of a task from its own streams', () => {
  it('are read when asked, in order, each from a stream of that task', async () => {
    const id = await runningTask();
    const [task] = await world.rows<{ task_id: string }>('SELECT task_id FROM task_run WHERE id = $1', [id]);
    const answer = await reader.run(LOCAL_CONTEXT, id);
    expect(answer).toMatchObject({ state: 'read', message: null });
    expect(answer.lines.length).toBeGreaterThan(0);
    expect(answer.lines.map(({ at }) => at)).toEqual(answer.lines.map(({ at }) => at).sort());
    for (const { stream } of answer.lines) expect(stream.endsWith(`/${task?.task_id}`)).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(/PLANTED-TOKEN|4111-1111/);
  });

  it('say which permission is missing where they may not be read', async () => {
    world.faults([{ id: 'no-streams', match: { operation: 'GetLogEvents' }, effect: { kind: 'deny' } }]);
    expect(await reader.run(LOCAL_CONTEXT, await runningTask())).toMatchObject({
      state: 'denied',
      lines: [],
    });
    world.faults([]);
    const [denied] = await world.rows(
      "SELECT 1 FROM permission WHERE action = 'logs:GetLogEvents' AND status = 'denied'",
    );
    expect(denied).toBeDefined();
  });
});
