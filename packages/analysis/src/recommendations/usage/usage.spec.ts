import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderBoth } from '../../message/render.js';
import { instancePrice } from '../../price/ec2-price.js';
import type { Recommendation, Verdict } from '../recommendation.js';
import { evaluateCredits, type CreditFacts } from './cpu-credits.js';
import { evaluateInstanceSize, type OversizedInstanceFacts } from './oversized-ec2-instance.js';
import { evaluateDatabaseSize, type DatabaseSizeFacts } from './rds-size.js';
import { evaluateServiceMaximum, type ServiceMaximumFacts } from './service-maximum.js';
import { sizesUpTo } from './sizes.js';

const FROM = Date.UTC(2026, 10, 9);
const HOUR = 3_600_000;
const GIB = 1024 ** 3;

const outcome = (verdict: Verdict): string => (verdict.kind === 'change' ? 'change' : verdict.reason.key);
function changeOf(verdict: Verdict): Recommendation {
  if (verdict.kind !== 'change') throw new Error(renderBoth(verdict.reason).en);
  return verdict.recommendation;
}
const hours = (days: number, value: number | ((hour: number) => number)): number[] =>
  Array.from({ length: days * 24 }, (_, hour) => (typeof value === 'number' ? value : value(hour)));

describe('a service at its maximum', () => {
  const buckets = 14 * 288;
  const service = (facts: Partial<ServiceMaximumFacts> = {}): Verdict =>
    evaluateServiceMaximum({
      serviceName: 'checkout-api',
      clusterName: 'prod-kr',
      region: 'ap-northeast-2',
      scaling: { minimum: 2, maximum: 6 },
      policy: { metric: 'CPUUtilization', target: 60 },
      from: FROM,
      step: 300,
      utilisation: Array.from({ length: buckets }, (_, i) => (i % 288 < 6 ? 90 : 40)),
      running: Array.from({ length: buckets }, (_, i) => (i % 288 < 6 ? 6 : 4)),
      refused: 5,
      ...facts,
    });

  it('is given as many tasks as its target would have asked for', () => {
    const got = changeOf(service());
    expect(got.proposed).toEqual({ maximum: 9 });
    expect(got.evidence.facts[0]?.value).toBe(String(14 * 30));
    expect(got.change[0]?.text).toContain('--max-capacity 9');
    expect(got.confidence).toBe('high');
  });

  it('is proposed at least one task more', () => {
    expect(
      changeOf(service({ utilisation: Array(buckets).fill(61), running: Array(buckets).fill(6) })).proposed,
    ).toEqual({ maximum: 7 });
  });

  it.each<[string, Partial<ServiceMaximumFacts>, string]>([
    ['never there while hot', { running: Array(buckets).fill(4) }, 'keep.not_at_maximum'],
    ['there but within its target', { utilisation: Array(buckets).fill(50) }, 'keep.not_at_maximum'],
    ['without data', { utilisation: Array(buckets).fill(NaN) }, 'keep.not_at_maximum'],
    ['without scaling', { scaling: null }, 'keep.no_scaling'],
  ])('%s is left alone', (_how, facts, reason) => {
    expect(outcome(service(facts))).toBe(reason);
  });
});

describe('an EC2 instance larger than its work', () => {
  const instance = (facts: Partial<OversizedInstanceFacts> = {}): Verdict =>
    evaluateInstanceSize({
      instanceId: 'i-0a1b2c3d4e5f60718',
      instanceType: 'm5.2xlarge',
      region: 'us-east-1',
      from: FROM,
      cpuMaximum: hours(14, 18),
      memoryMaximum: hours(14, 17),
      isContainerHost: false,
      lifecycle: 'on-demand',
      priceOf: (type) => instancePrice(type, 'us-east-1'),
      ...facts,
    });

  it('can be the smallest size that carries CPU and memory with a fifth to spare', () => {
    const got = changeOf(instance());
    // 18 % x 1.2 = 21.6 % of 8 vCPUs need 2 at 86 %; 17 % x 1.2 of 32 GiB need 8 GiB.
    expect(got.proposed).toEqual({ instanceType: 'm5.large' });
    expect(got.monthlySavingUsd?.expected).toBeCloseTo((0.384 - 0.096) * 730, 5);
    expect(got.risk).toBe('medium');
    expect(changeOf(instance({ memoryMaximum: hours(14, 30) })).proposed).toEqual({
      instanceType: 'm5.xlarge',
    });
  });

  it.each<[string, Partial<OversizedInstanceFacts>, string]>([
    ['without an agent', { memoryMaximum: null }, 'refuse.memory_unknown'],
    ['with an agent that says nothing', { memoryMaximum: hours(14, NaN) }, 'refuse.memory_unknown'],
    ['that needs its CPU', { cpuMaximum: hours(14, 50) }, 'keep.size_needed'],
    ['that needs its memory', { memoryMaximum: hours(14, 50) }, 'keep.memory_needed'],
    ['that tasks are placed on', { isContainerHost: true }, 'keep.container_host'],
    ['that bursts', { instanceType: 't3.large' }, 'keep.burstable'],
    ['of the smallest size', { instanceType: 'm5.large' }, 'keep.no_smaller'],
    ['of a family that is not known', { instanceType: 'x2idn.16xlarge' }, 'refuse.unknown_size'],
    ['seen for a day', { cpuMaximum: hours(1, 5) }, 'refuse.few_points'],
  ])('%s is judged', (_how, facts, expected) => {
    expect(outcome(instance(facts))).toBe(expected);
  });

  it('never proposes less CPU or memory than its highest need', () => {
    const percent = fc.float({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(percent, percent, (cpu, memory) => {
        const verdict = instance({ cpuMaximum: hours(14, cpu), memoryMaximum: hours(14, memory) });
        if (verdict.kind !== 'change') return;
        const sizes = sizesUpTo('m5.2xlarge');
        const then = sizes?.smaller.find(
          ({ type }) => type === verdict.recommendation.proposed['instanceType'],
        );
        expect((cpu / 100) * 8).toBeLessThanOrEqual(then?.vcpus ?? 0);
        expect((memory / 100) * 32).toBeLessThanOrEqual(then?.memoryGiB ?? 0);
      }),
    );
  });

  it('saves nothing that can be told on Spot, or where the price is not known', () => {
    expect(changeOf(instance({ lifecycle: 'spot' })).monthlySavingUsd).toBeNull();
    expect(changeOf(instance({ priceOf: () => null })).monthlySavingUsd).toBeNull();
  });
});

describe('CPU credits', () => {
  const credits = (balance: number[], facts: Partial<CreditFacts> = {}): Verdict =>
    evaluateCredits({
      kind: 'ec2',
      name: 'jenkins-runner',
      nativeId: 'i-1',
      type: 't3.medium',
      region: 'ap-northeast-2',
      from: FROM,
      balance,
      ...facts,
    });
  const falling = [112, 102, 92, 82, 72, 62, 52];

  it('that are low and fall are told with the hour of the end', () => {
    const got = changeOf(credits(falling));
    expect(got.title.params['at']).toBe(FROM + 7 * HOUR + 5.2 * HOUR);
    expect(got.proposed).toEqual({ type: 't3.large' });
    expect(got.summary.key).toBe('credits.summary.unlimited');
    expect(changeOf(credits(falling, { type: 't2.medium' })).summary.key).toBe('credits.summary.standard');
    expect(Object.values(renderBoth(got.summary)).join()).not.toMatch(/unknown/);
  });

  it('that are gone are told so', () => {
    expect(changeOf(credits([0, 0, 0, 0, 0, 0])).title.key).toBe('credits.title.empty');
  });

  it('of a database are judged like those of an instance', () => {
    const got = changeOf(credits(falling, { kind: 'rds', type: 'db.t4g.2xlarge', nativeId: 'catalog-db' }));
    expect(got.change[0]?.text).toContain('--db-instance-class db.m6g.2xlarge');
  });

  it.each<[string, number[], Partial<CreditFacts>, string]>([
    ['that are plenty', [576, 566, 556, 546, 536, 526], {}, 'keep.credits'],
    ['that are low and rise', [40, 45, 50, 55, 60, 65], {}, 'keep.credits'],
    ['that last longer than a day', [60, 59.5, 59, 58.5, 58, 57.5], {}, 'keep.credits'],
    ['that come back', [0, 0, 0.1, 0.2, 0.3, 0.5], {}, 'keep.credits'],
    ['of a type without any', falling, { type: 'm5.large' }, 'keep.not_burstable'],
    ['that nobody measured', Array(6).fill(NaN), {}, 'refuse.few_points'],
  ])('%s are left alone', (_which, balance, facts, reason) => {
    expect(outcome(credits(balance, facts))).toBe(reason);
  });
});

describe('a database larger than its work', () => {
  const database = (facts: Partial<DatabaseSizeFacts> = {}): Verdict =>
    evaluateDatabaseSize({
      name: 'users-db',
      region: 'ap-northeast-2',
      engine: 'postgres',
      instanceClass: 'db.m6g.xlarge',
      isReplica: false,
      memoryBytes: 16 * GIB,
      from: FROM,
      cpuMaximum: hours(14, 30),
      freeableMinimum: hours(14, 11 * GIB),
      connectionsMaximum: hours(14, 120),
      ...facts,
    });

  it('can be half, where CPU, memory and connections fit', () => {
    expect(changeOf(database()).proposed).toEqual({ instanceClass: 'db.m6g.large' });
  });

  it('is idle when nobody connected for two weeks', () => {
    const got = changeOf(database({ connectionsMaximum: hours(14, 0), cpuMaximum: hours(14, 3) }));
    expect(got.rule).toBe('idle_rds_instance');
    expect(got.change[0]?.text).toContain('--db-snapshot-identifier users-db-before-stop');
  });

  it.each<[string, Partial<DatabaseSizeFacts>, string]>([
    ['that needs its CPU', { cpuMaximum: hours(14, 45) }, 'keep.size_needed'],
    ['that needs its memory', { freeableMinimum: hours(14, 8 * GIB) }, 'keep.memory_needed'],
    ['without memory data', { freeableMinimum: hours(14, NaN) }, 'keep.memory_needed'],
    ['with many connections', { connectionsMaximum: hours(14, 800) }, 'keep.connected'],
    ['that bursts', { instanceClass: 'db.t4g.large' }, 'keep.burstable'],
    ['seen for a day', { cpuMaximum: hours(1, 5) }, 'refuse.few_points'],
    ['of unknown memory', { memoryBytes: null }, 'refuse.unknown_size'],
  ])('%s is judged', (_how, facts, expected) => {
    expect(outcome(database(facts))).toBe(expected);
  });

  it('is not called idle for a replica, nor after a week', () => {
    const quiet = { connectionsMaximum: hours(14, 0), cpuMaximum: hours(14, 3) };
    expect(changeOf(database({ ...quiet, isReplica: true })).rule).toBe('oversized_rds_instance');
    const week = {
      connectionsMaximum: hours(7, 0),
      cpuMaximum: hours(7, 3),
      freeableMinimum: hours(7, 12 * GIB),
    };
    expect(changeOf(database(week)).rule).toBe('oversized_rds_instance');
  });
});
