import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../message/render.js';
import { instancePrice } from '../price/ec2-price.js';
import { seededRandom } from '../statistics/random.js';
import { breakerThreshold, evaluateCircuitBreaker, type CircuitBreakerFacts } from './circuit-breaker-off.js';
import { awsCommand } from './command.js';
import { evaluateIdleInstance, type IdleInstanceFacts } from './idle-ec2-instance.js';
import type { Recommendation, Verdict } from './recommendation.js';

const FROM = Date.UTC(2026, 10, 9);

function changeOf(verdict: Verdict): Recommendation {
  if (verdict.kind !== 'change') throw new Error(renderBoth(verdict.reason).en);
  return verdict.recommendation;
}
const reasonOf = (verdict: Verdict): string => (verdict.kind === 'change' ? 'change' : verdict.reason.key);
const hours = (days: number, value: (hour: number) => number): number[] =>
  Array.from({ length: days * 24 }, (_, hour) => value(hour));

describe('an idle EC2 instance', () => {
  const idle = (facts: Partial<IdleInstanceFacts> = {}): Verdict =>
    evaluateIdleInstance({
      instanceId: 'i-0a1b2c3d4e5f60718',
      instanceType: 'm5.large',
      region: 'us-east-1',
      from: FROM,
      cpuMaximum: hours(14, (hour) => 1 + (hour % 3)),
      networkBytes: hours(14, () => 100_000),
      tasks: null,
      autoScalingGroup: null,
      lifecycle: 'on-demand',
      price: instancePrice('m5.large', 'us-east-1'),
      random: seededRandom(1),
      ...facts,
    });

  it('is to be stopped, with what that saves', () => {
    const got = changeOf(idle());
    expect(got.proposed).toEqual({ state: 'stopped' });
    expect(got.monthlySavingUsd?.expected).toBeCloseTo(0.096 * 730, 5);
    expect(got).toMatchObject({ confidence: 'high', risk: 'medium' });
    expect(got.change[0]?.text).toContain('ec2 stop-instances');
  });

  it('saves only for the hours that it runs', () => {
    const nights = hours(14, (hour) => (hour % 24 < 12 ? 1 : NaN));
    expect(changeOf(idle({ cpuMaximum: nights })).monthlySavingUsd?.expected).toBeCloseTo(0.096 * 365, 5);
  });

  it('takes one off its Auto Scaling group, which would replace it', () => {
    const got = changeOf(idle({ tasks: 0, autoScalingGroup: { name: 'workers', desired: 3, minimum: 3 } }));
    expect(got.proposed).toEqual({ group: 'workers', desired: 2, minimum: 2 });
    expect(got.risk).toBe('low');
    expect(got.change[0]?.text).toContain('--min-size 2');
    expect(got.change[0]?.text).toContain('--should-decrement-desired-capacity');
  });

  it.each<[string, Partial<IdleInstanceFacts>, string]>([
    ['with a task on it', { tasks: 1 }, 'keep.tasks_on_host'],
    ['with CPU in use', { cpuMaximum: hours(14, () => 6) }, 'keep.cpu_used'],
    ['with one hour of work', { cpuMaximum: hours(14, (h) => (h === 50 ? 80 : 1)) }, 'keep.cpu_used'],
    ['with network in use', { networkBytes: hours(14, () => 300_000) }, 'keep.network_used'],
    [
      'whose group wants none',
      { autoScalingGroup: { name: 'a', desired: 0, minimum: 0 } },
      'keep.leaving_group',
    ],
    ['of which a day is known', { cpuMaximum: hours(1, () => 1) }, 'refuse.little_data'],
    ['without network data', { networkBytes: hours(14, () => NaN) }, 'refuse.no_network'],
  ])('is not one %s', (_what, facts, reason) => {
    expect(reasonOf(idle(facts))).toBe(reason);
  });

  it('has no saving where the price is unknown or Spot', () => {
    expect(changeOf(idle({ price: null })).monthlySavingUsd).toBeNull();
    expect(changeOf(idle({ lifecycle: 'spot' })).monthlySavingUsd).toBeNull();
  });

  it('is of low confidence before a week', () => {
    expect(
      changeOf(idle({ cpuMaximum: hours(3, () => 1), networkBytes: hours(3, () => 0) })).confidence,
    ).toBe('low');
  });
});

describe('a circuit breaker', () => {
  const breaker = (facts: Partial<CircuitBreakerFacts> = {}): Verdict =>
    evaluateCircuitBreaker({
      clusterName: 'prod-kr',
      serviceName: 'checkout-api',
      region: 'ap-northeast-2',
      desired: 12,
      deploymentController: 'ECS',
      circuitBreaker: null,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      from: FROM,
      to: FROM + 14 * 86_400_000,
      deployments: 9,
      failedDeployments: 0,
      failedStarts: 0,
      ...facts,
    });

  it('that is off is to be turned on, with rollback', () => {
    const got = changeOf(breaker());
    expect(got).toMatchObject({
      current: { circuitBreaker: false, rollback: false },
      proposed: { circuitBreaker: true, rollback: true },
      risk: 'low',
    });
    expect(got.change[0]?.text).toContain('"deploymentCircuitBreaker":{"enable":true,"rollback":true}');
    expect(renderBoth(got.summary).en).toContain('after 6 failed tasks');
  });

  it('that only stops is to roll back as well', () => {
    expect(changeOf(breaker({ circuitBreaker: { enable: true, rollback: false } })).title.key).toBe(
      'breaker.title.no_rollback',
    );
  });

  it('shows failed rollouts where there were some', () => {
    expect(renderBoth(changeOf(breaker({ failedDeployments: 2 })).summary).en).toContain(
      '2 of 9 deployments failed',
    );
  });

  it('is left alone where it is on or does not exist', () => {
    expect(reasonOf(breaker({ circuitBreaker: { enable: true, rollback: true } }))).toBe('keep.breaker_on');
    expect(reasonOf(breaker({ deploymentController: 'CODE_DEPLOY' }))).toBe('keep.other_controller');
  });

  it.each([
    [1, 3],
    [25, 13],
    [400, 200],
    [800, 200],
  ])('with %i desired acts after %i failures', (desired, threshold) => {
    expect(breakerThreshold(desired)).toBe(threshold);
  });
});

describe('a command to paste', () => {
  it('takes names literally', () => {
    expect(awsCommand('ecs x', { cluster: "a'; rm -rf $HOME" })).toBe(
      "aws ecs x \\\n  --cluster 'a'\\''; rm -rf $HOME'",
    );
  });
});
