import { describe, expect, it } from '@jest/globals';
import { date, fleet, history, HOUR, MINUTE, STARTED_AT, tasksOf, text } from '../world/fleet.js';

const of = fleet([
  {
    kind: 'bad-deployment',
    at: '-4h',
    duration: '3h30m',
    on: { cluster: 'prod-kr', service: 'notification-sender' },
    parameters: { fault: 'image-pull', breaker: false },
  },
  {
    kind: 'bad-deployment',
    at: '-4h',
    on: { cluster: 'prod-kr', service: 'checkout-api' },
    parameters: { fault: 'image-pull', breaker: true, rollback: true },
  },
]);
const failed = (name: string) =>
  tasksOf(of, name)
    .filter((task) => task.stopCode === 'TaskFailedToStart')
    .sort((a, b) => date(a.createdAt) - date(b.createdAt));

describe('detail 14: a start that fails', () => {
  it('has neither startedAt nor an exit code, and says that the image was not found', () => {
    const tasks = [...failed('notification-sender'), ...failed('checkout-api')];
    expect(tasks.length).toBeGreaterThan(8);
    for (const task of tasks) {
      expect([task.startedAt, task.exitCode, task.executionStoppedAt]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(task.stoppedReason).toMatch(
        /^CannotPullContainerError: pull image manifest has been retried 5 time\(s\): failed to resolve ref (\S+): \1: not found$/,
      );
    }
  });

  it('is a service event only as tasks that have started, then as unable to start consistently', () => {
    const told = history(of, 'notification-sender').filter(({ at }) => at > STARTED_AT - 4 * HOUR);
    const first = told.findIndex(({ message }) =>
      message.endsWith('is unable to consistently start tasks successfully.'),
    );
    expect(first).toBeGreaterThan(0);
    const before = told.slice(0, first).filter(({ message }) => !message.includes('steady state'));
    for (const { message } of before)
      expect(message).toMatch(/^\(service notification-sender\) has started \d+ tasks: /);
    expect(told.some(({ message }) => message.includes('CannotPull'))).toBe(false);
  });

  it('is tried again with growing gaps, up to 15 minutes', () => {
    const starts = [...new Set(failed('notification-sender').map((task) => date(task.createdAt)))];
    const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    const late = gaps.slice(-4);
    expect(Math.max(...gaps)).toBeLessThan(15 * MINUTE + 3 * MINUTE);
    expect(Math.max(...late)).toBeGreaterThan(14 * MINUTE);
    expect(Math.min(...late)).toBeGreaterThan(3 * (gaps[0] ?? 0));
  });

  it('opens the circuit breaker at clamp(ceil(n / 2), 3, 200) failures and goes back', () => {
    const deployment = (of.truth().deployments ?? []).find(
      (one) => text(one.serviceArn).endsWith('/prod-kr/checkout-api') && one.rolloutState === 'FAILED',
    );
    const [failedDeployment] = of.region.ecs
      .serviceDeployments(text(deployment?.serviceArn))
      .filter((one) => one.status === 'ROLLBACK_SUCCESSFUL');
    const breaker = failedDeployment?.deploymentCircuitBreaker as Record<string, unknown>;
    const desired = tasksOf(of, 'checkout-api').filter(
      (task) =>
        date(task.createdAt) < STARTED_AT - 4 * HOUR &&
        (task.stoppedAt === undefined || date(task.stoppedAt) > STARTED_AT - 4 * HOUR),
    ).length;
    expect(breaker.status).toBe('TRIGGERED');
    expect(breaker.threshold).toBe(Math.min(200, Math.max(3, Math.ceil(desired / 2))));
    expect(breaker.failureCount).toBe(breaker.threshold);
    expect(deployment?.failedTasks).toBe(breaker.threshold);
    const told = history(of, 'checkout-api').filter(({ at }) => at > STARTED_AT - 4 * HOUR);
    const opened = told.findIndex(({ message }) =>
      message.endsWith('deployment failed: tasks failed to start.'),
    );
    expect(told[opened]?.message).toContain(`(deployment ${text(deployment?.id)})`);
    expect(told[opened + 1]?.message).toMatch(
      /^\(service checkout-api\) rolling back to deployment ecs-svc\/\d+\.$/,
    );
  });
});
