import { describe, expect, it } from '@jest/globals';
import { all, fleet, history, text } from '../world/fleet.js';

const of = fleet([], { historyDays: 8 });
const services = all(of.region, 'services').filter(
  (one) =>
    (one.deploymentController as { type: string }).type === 'ECS' &&
    (one.deploymentConfiguration as { strategy: string }).strategy === 'ROLLING' &&
    one.schedulingStrategy === 'REPLICA',
);

interface Event {
  at: number;
  message: string;
}
interface Roll {
  name: string;
  events: Event[];
  balanced: boolean;
  fargate: boolean;
  floor: number;
}

/** Events of each rollout: from the first start of tasks up to the steady state that follows its completion. */
const rolls: Roll[] = services.flatMap((service) => {
  const name = text(service.serviceName);
  const cluster = text(service.clusterArn).split('/').at(-1) ?? '';
  const balanced = (service.loadBalancers as unknown[]).length > 0;
  const fargate = service.platformVersion !== undefined;
  const { minimumHealthyPercent: floor } = service.deploymentConfiguration as {
    minimumHealthyPercent: number;
  };
  const told = history(of, name);
  return (of.truth().deployments ?? [])
    .filter((one) => text(one.serviceArn).endsWith(`/${cluster}/${name}`) && one.completedAt !== undefined)
    .map((one) => {
      const from = Date.parse(text(one.createdAt));
      const to = Date.parse(text(one.completedAt)) + 1;
      return { name, balanced, fargate, floor, events: told.filter(({ at }) => at >= from && at <= to) };
    })
    .filter(({ events }) => events.some(({ message }) => message.includes('has started')));
});
const first = ({ events }: Roll, part: string) => events.find(({ message }) => message.includes(part))?.at;
const last = ({ events }: Roll, part: string) => events.findLast(({ message }) => message.includes(part))?.at;
const behindBalancer = rolls.filter((roll) => roll.balanced && roll.fargate);
const gap = (later: number | undefined, earlier: number | undefined) => (later ?? NaN) - (earlier ?? NaN);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

describe('detail 03: event order and seconds in a rollout', () => {
  it('sees enough rollouts', () => {
    expect(rolls.length).toBeGreaterThan(20);
    expect(behindBalancer.length).toBeGreaterThan(8);
  });

  it('registers 20 to 41 s after the start, as the image allows', () => {
    const gaps = behindBalancer.map((roll) => gap(first(roll, ' registered'), first(roll, 'has started')));
    expect(median(gaps)).toBeGreaterThanOrEqual(20_000);
    expect(median(gaps)).toBeLessThanOrEqual(41_000);
    for (const one of gaps) expect(one).toBeLessThan(75_000);
  });

  it('stops about 50 s after that, deregisters 10 s later and drains 4 to 6 ms after that', () => {
    for (const roll of behindBalancer.filter(({ floor }) => floor === 100)) {
      expect(Math.abs(gap(first(roll, 'has stopped'), first(roll, ' registered')) - 50_000)).toBeLessThan(
        12_000,
      );
      expect(Math.abs(gap(first(roll, 'deregistered'), first(roll, 'has stopped')) - 10_000)).toBeLessThan(
        1000,
      );
      const drained = gap(first(roll, 'draining'), first(roll, 'deregistered'));
      expect(drained).toBeGreaterThanOrEqual(4);
      expect(drained).toBeLessThanOrEqual(6);
    }
  });

  it('completes 52 s after the last draining, and is steady a millisecond later', () => {
    for (const roll of behindBalancer) {
      expect(Math.abs(gap(last(roll, 'deployment completed'), last(roll, 'draining')) - 52_000)).toBeLessThan(
        12_000,
      );
      expect(gap(last(roll, 'steady state'), last(roll, 'deployment completed'))).toBe(1);
    }
  });

  it('stops before it starts where the minimum healthy percent is below 100', () => {
    const below = rolls.filter(({ floor }) => floor < 100);
    expect(below.length).toBeGreaterThan(2);
    for (const roll of below)
      expect(gap(first(roll, 'has started'), first(roll, 'has stopped'))).toBeGreaterThan(0);
  });

  it('shows events to the millisecond, newest first, never more than 100', () => {
    const shown = all(of.region, 'services').map((one) =>
      (one.events as { createdAt: Date }[]).map(({ createdAt }) => createdAt.getTime()),
    );
    for (const times of shown) {
      expect(times.length).toBeLessThanOrEqual(100);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }
    expect(shown.some((times) => times.length === 100)).toBe(true);
    const every = shown.flat();
    expect(every.filter((at) => at % 1000 !== 0).length).toBeGreaterThan(0.9 * every.length);
  });
});
