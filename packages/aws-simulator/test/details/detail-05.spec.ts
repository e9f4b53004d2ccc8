import { date, fleet, history, STARTED_AT, tasksOf, text, type Fleet } from '../world/fleet.js';
import { healthOf, targetGroupOf } from '../world/target-groups.js';

const SECOND = 1000;
const NAME = 'user-api';

const UNHEALTHY =
  /^\(service user-api\) \(task (\w{32})\) \(port 8080\) is unhealthy in \(target-group (arn:\S+)\) due to \(reason (Health checks failed with these codes: \[502\])\)$/;

describe('detail 05: an unhealthy target', () => {
  const of = fleet([
    {
      kind: 'target-health',
      at: '+1m',
      duration: '20m',
      on: { cluster: 'prod-kr', service: NAME },
      parameters: { share: 100, seconds: [120, 300] },
    },
  ]);
  const group = targetGroupOf(of.region, NAME);
  const states = watch(of, 12 * 60, group);
  const told = history(of, NAME);
  const event = told.find(({ at, message }) => at > STARTED_AT && UNHEALTHY.test(message));
  const [, taskId = '', arn, reason] = UNHEALTHY.exec(event?.message ?? '') ?? [];
  const task = tasksOf(of, NAME).find(({ taskArn }) => text(taskArn).endsWith(taskId));
  const seen = states.get(addressOf(of, taskId)) ?? [];

  it('is told with task, port, target group and the words of the health check', () => {
    expect(event).toBeDefined();
    expect(arn).toBe(group);
    expect(reason).toBe('Health checks failed with these codes: [502]');
  });

  it('is stopped 30 ms after the event and deregistered about 9 s after that', () => {
    const after = (start: string) =>
      (told.find(
        ({ at, message }) => at >= (event?.at ?? 0) && message.startsWith(`(service ${NAME}) ${start}`),
      )?.at ?? 0) - (event?.at ?? 0);
    expect(after('has stopped 1 running tasks')).toBe(30);
    expect(after('deregistered 1 targets')).toBeGreaterThanOrEqual(9 * SECOND);
    expect(after('deregistered 1 targets')).toBeLessThan(9.1 * SECOND);
  });

  it('ends its task with ServiceSchedulerInitiated and the target group', () => {
    expect(task?.stopCode).toBe('ServiceSchedulerInitiated');
    expect(task?.stoppedReason).toBe(`Task failed ELB health checks in (target-group ${group})`);
  });

  it('goes from healthy to unhealthy with its reason, to draining, and is gone', () => {
    expect(seen.map(({ state }) => state)).toEqual(['healthy', 'unhealthy', 'draining', 'gone']);
    const [, unhealthy, draining] = seen;
    expect(unhealthy?.reason).toBe('Target.ResponseCodeMismatch');
    expect(unhealthy?.description).toBe(reason);
    expect(draining?.reason).toBe('Target.DeregistrationInProgress');
    expect(unhealthy?.at).toBeLessThan(event?.at ?? 0);
    expect(Math.abs((draining?.at ?? 0) - (event?.at ?? 0) - 9500)).toBeLessThan(2 * SECOND);
  });

  it('is followed by a new target that begins as initial for a second or two, then in its first checks', () => {
    const fresh = [...states.values()].find(([first]) => first?.reason === 'Elb.RegistrationInProgress');
    expect(fresh?.slice(0, 3).map(({ state }) => state)).toEqual(['initial', 'initial', 'healthy']);
    const [registering, checking] = fresh ?? [];
    expect(checking?.reason).toBe('Elb.InitialHealthChecking');
    expect((checking?.at ?? 0) - (registering?.at ?? 0)).toBeLessThanOrEqual(2 * SECOND);
  });
});

interface Seen {
  at: number;
  state: string;
  reason?: string;
  description?: string;
}

/** Every change of every target, looked at each second. */
function watch(of: Fleet, seconds: number, group: string): Map<string, Seen[]> {
  const states = new Map<string, Seen[]>();
  for (let i = 0; i < seconds; i++) {
    const at = of.clock.now();
    const now = new Map(healthOf(of.region, group).map((target) => [target.id, target]));
    for (const [id, { state, reason, description }] of now) {
      const list = states.get(id) ?? [];
      const last = list.at(-1);
      if (last?.state !== state || last.reason !== reason) list.push({ at, state, reason, description });
      states.set(id, list);
    }
    for (const [id, list] of states)
      if (!now.has(id) && list.at(-1)?.state !== 'gone') list.push({ at, state: 'gone' });
    of.forward(SECOND);
  }
  return states;
}

function addressOf(of: Fleet, taskId: string): string {
  const arn = text(of.region.clusters()[0]?.clusterArn);
  const task = of.region.tasks(arn).find(({ taskArn }) => text(taskArn).endsWith(taskId));
  const [attachment] = (task?.attachments ?? []) as { details: { name: string; value: string }[] }[];
  expect(date(task?.createdAt)).toBeGreaterThan(0);
  return attachment?.details.find(({ name }) => name === 'privateIPv4Address')?.value ?? '';
}
