import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { createWorld } from '../../src/world/index.js';
import type { FleetOptions, World } from '../../src/world/types.js';
import { DAY, DEFAULTS, HOUR, MINUTE, STARTED_AT, TestClock } from './fleet.js';

const demo: unknown = parse(
  readFileSync(new URL('../../src/scenarios/builtin/demo.yaml', import.meta.url), 'utf8'),
);
const small: FleetOptions = { ...DEFAULTS, historyDays: 1 };

/** A world that has come to `end` by the given steps. */
function arrive(steps: number[], end: number, options = small): World {
  const clock = new TestClock(options.startedAt);
  const world = createWorld(options, [demo], clock);
  for (const step of steps) {
    clock.time = Math.min(end, clock.time + step);
    world.advance();
  }
  clock.time = end;
  world.advance();
  return world;
}

/** Everything that can be told about a world, as text. */
function everything(world: World, end: number): string {
  const [account = ''] = world.accounts();
  const region = world.region(account, 'ap-northeast-2');
  if (!region) throw new Error('no region');
  const points = region
    .metricSeries()
    .flatMap((one) =>
      [1, 2, 3].map((hours) => region.datapoint(one, Math.floor((end - hours * HOUR) / 300_000) * 300_000)),
    );
  const logs = region.logEvents({ logGroupName: '/ecs/checkout-api', from: end - 5 * MINUTE, to: end });
  const views = region
    .clusters()
    .map((cluster) => [
      cluster,
      region.services(String(cluster.clusterArn)),
      region.tasks(String(cluster.clusterArn)),
    ]);
  return JSON.stringify([
    world.truth({ from: 0, to: end + DAY }),
    views,
    region.instances(),
    region.dbInstances(),
    points,
    logs,
  ]);
}

describe('the same seed is the same history', () => {
  const end = STARTED_AT + 3 * HOUR;

  it('is the same twice, and another with another seed', () => {
    const first = everything(arrive([], end), end);
    expect(everything(arrive([], end), end)).toBe(first);
    expect(everything(arrive([], end, { ...small, seed: 8 }), end)).not.toBe(first);
  });

  it('does not depend on how often it is asked to advance', () => {
    const whole = everything(arrive([], end), end);
    const steps = fc.array(fc.integer({ min: 1, max: 40 * MINUTE }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(steps, (list) => {
        expect(everything(arrive(list, end), end)).toBe(whole);
      }),
      { numRuns: 4, seed: 42 },
    );
  });

  it('lives on: a world made earlier has, at the same instant, gone through the same beginning', () => {
    const world = arrive([], STARTED_AT + 26 * HOUR);
    const again = arrive([HOUR], STARTED_AT + 2 * HOUR);
    const until = STARTED_AT + HOUR;
    const told = (one: World) =>
      (one.truth({ from: STARTED_AT - DAY, to: until }).serviceEvents ?? []).length;
    expect(told(world)).toBe(told(again));
    expect(told(world)).toBeGreaterThan(100);
  });
});
