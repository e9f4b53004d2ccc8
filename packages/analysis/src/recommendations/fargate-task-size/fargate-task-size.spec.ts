import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isValidFargateSize } from '../../fargate/combinations.js';
import { fargatePrice } from '../../fargate/fargate-price.js';
import { renderBoth } from '../../message/render.js';
import { seededRandom } from '../../statistics/random.js';
import type { Recommendation, Verdict } from '../recommendation.js';
import { evaluateFargateTaskSize } from './evaluate.js';
import type { FargateTaskSizeFacts } from './facts.js';

const DAY_POINTS = 288;
const FROM = Date.UTC(2026, 10, 9);

/** Series of five-minute points: `level(dayOfHistory, hour)` with a little noise. */
function series(days: number, level: (day: number, hour: number) => number, seed = 3): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: days * DAY_POINTS }, (_, i) => {
    const value = level(Math.floor(i / DAY_POINTS), ((i % DAY_POINTS) * 24) / DAY_POINTS);
    return value * (0.95 + 0.1 * random());
  });
}

const daily = (low: number, high: number) => (_day: number, hour: number) =>
  hour >= 9 && hour < 18 ? high : low;

function service(days: number, facts: Partial<FargateTaskSizeFacts> = {}): FargateTaskSizeFacts {
  return {
    clusterName: 'prod-kr',
    serviceName: 'checkout-api',
    family: 'checkout-api',
    region: 'ap-northeast-2',
    platform: 'LINUX',
    current: { cpu: 2048, memoryMiB: 8192 },
    from: FROM,
    step: 300,
    cpuAverage: series(days, daily(3, 11)),
    cpuMaximum: series(days, daily(6, 20)),
    memoryMaximum: series(days, () => 30),
    running: series(days, () => 4).map(Math.round),
    outOfMemoryAt: [],
    reserved: null,
    targetTracking: { cpu: null, memory: null },
    price: fargatePrice('ap-northeast-2', 'X86_64'),
    spot: false,
    profile: 'balanced',
    random: seededRandom(11),
    ...facts,
  };
}

function changeOf(verdict: Verdict): Recommendation {
  if (verdict.kind !== 'change') throw new Error(renderBoth(verdict.reason).en);
  return verdict.recommendation;
}
const reasonOf = (verdict: Verdict): string =>
  verdict.kind === 'change'
    ? `change to ${JSON.stringify(verdict.recommendation.proposed)}`
    : verdict.reason.key;

describe('the size of a Fargate task', () => {
  it('is made smaller where two weeks show that it is too large, with a back-test and a saving', () => {
    const got = changeOf(evaluateFargateTaskSize(service(14)));
    expect(got.current).toEqual({ cpu: 2048, memory: 8192 });
    expect(got.proposed).toEqual({ cpu: 512, memory: 3072 });
    expect(got).toMatchObject({
      confidence: 'high',
      risk: 'low',
      evidence: { backtest: { days: 7, overloadMinutes: 0 } },
    });
    // 4 tasks x (1.5 vCPU x 0.04656 + 5 GiB x 0.00511) x 730 h
    expect(got.monthlySavingUsd?.expected).toBeCloseTo(278.5, 0);
    expect(got.monthlySavingUsd?.low).toBeLessThanOrEqual(got.monthlySavingUsd?.expected ?? NaN);
    expect(got.change[0]?.text).toContain('.cpu="512" | .memory="3072"');
    expect(got.evidence.to - got.evidence.from).toBe(14 * 86_400_000);
    expect(renderBoth(got.title).ko).toContain('0.5 vCPU');
  });

  it('is refused below a day and of low confidence below a week', () => {
    expect(reasonOf(evaluateFargateTaskSize(service(0.5)))).toBe('refuse.little_data');
    const got = changeOf(evaluateFargateTaskSize(service(4)));
    expect(got.confidence).toBe('low');
    expect(got.confidenceReason.key).toBe('confidence.few_days');
  });

  it('asks for a wider margin when days are few', () => {
    const need = (days: number): string =>
      changeOf(evaluateFargateTaskSize(service(days))).evidence.facts[0]?.value ?? '';
    expect(Number.parseFloat(need(2))).toBeGreaterThan(Number.parseFloat(need(14)));
  });

  it('is made larger after a task was killed for memory, and never smaller then', () => {
    const got = changeOf(
      evaluateFargateTaskSize(
        service(14, { outOfMemoryAt: [FROM + 86_400_000], memoryMaximum: series(14, () => 62) }),
      ),
    );
    expect(got.proposed['memory']).toBeGreaterThanOrEqual(8192 * 1.2);
    expect(got.summary.key).toBe('task_size.summary.out_of_memory');
  });

  it('is made larger where CPU was at its limit, at a cost', () => {
    const got = changeOf(
      evaluateFargateTaskSize(
        service(14, { cpuAverage: series(14, daily(40, 97)), cpuMaximum: series(14, daily(50, 99)) }),
      ),
    );
    expect(got.proposed['cpu']).toBe(4096);
    expect(got.monthlySavingUsd?.expected).toBeLessThan(0);
    expect(got.title.key).toBe('task_size.title.larger');
  });

  it('is not made larger for its margin alone', () => {
    const busy = service(14, {
      cpuAverage: series(14, daily(40, 75)),
      cpuMaximum: series(14, daily(50, 90)),
      memoryMaximum: series(14, () => 90),
    });
    expect(reasonOf(evaluateFargateTaskSize(busy))).toBe('keep.fits');
  });

  it('keeps its CPU under target tracking, where only memory can be saved', () => {
    const got = changeOf(evaluateFargateTaskSize(service(14, { targetTracking: { cpu: 60, memory: null } })));
    expect(got.proposed).toEqual({ cpu: 2048, memory: 4096 });
    expect(got.summary.key).toBe('task_size.summary.tracked');
    const both = service(14, { targetTracking: { cpu: 60, memory: 60 } });
    expect(reasonOf(evaluateFargateTaskSize(both))).toBe('keep.target_tracking');
  });

  it('keeps its memory while daily peaks keep rising', () => {
    const leaking = service(14, {
      memoryMaximum: series(14, (day) => 20 + 2 * day),
      targetTracking: { cpu: 60, memory: null },
    });
    expect(evaluateFargateTaskSize(leaking).kind).toBe('keep');
  });

  it('is withdrawn where the half that did not decide it would have been overloaded', () => {
    const grown = service(14, {
      cpuAverage: series(14, (day) => (day < 7 ? 5 : 45)),
      cpuMaximum: series(14, (day) => (day < 7 ? 8 : 60)),
    });
    expect(reasonOf(evaluateFargateTaskSize(grown))).toBe('keep.backtest_cpu');
    const fuller = service(14, { memoryMaximum: series(14, (day) => (day === 12 ? 70 : 20)) });
    expect(reasonOf(evaluateFargateTaskSize(fuller))).toBe('keep.backtest_memory');
  });

  it('does not go below what its containers reserve', () => {
    const got = changeOf(evaluateFargateTaskSize(service(14, { reserved: { cpu: 1024, memoryMiB: 6000 } })));
    expect(got.proposed).toEqual({ cpu: 1024, memory: 6144 });
  });

  it('gives no saving where the price or the number of tasks is unknown, or on Spot', () => {
    const saving = (facts: Partial<FargateTaskSizeFacts>) =>
      changeOf(evaluateFargateTaskSize(service(14, facts))).monthlySavingUsd;
    expect(saving({ price: null })).toBeNull();
    expect(saving({ spot: true })).toBeNull();
    expect(saving({ running: series(14, () => NaN) })).toBeNull();
  });

  it('is not made smaller by what is not known', () => {
    const nothing = series(14, () => NaN);
    expect(
      reasonOf(evaluateFargateTaskSize(service(14, { cpuMaximum: nothing, memoryMaximum: nothing }))),
    ).toBe('keep.fits');
  });

  it('gives the same answer for the same facts and seed', () => {
    const facts = (): FargateTaskSizeFacts => service(14, { random: seededRandom(5) });
    expect(evaluateFargateTaskSize(facts())).toEqual(evaluateFargateTaskSize(facts()));
  });

  it('only ever proposes a size that Fargate launches, and readable texts', () => {
    const level = fc.integer({ min: 1, max: 120 });
    fc.assert(
      fc.property(
        level,
        level,
        level,
        fc.constantFrom(256, 1024, 8192),
        fc.integer({ min: 2, max: 9 }),
        (a, b, m, cpu, days) => {
          const verdict = evaluateFargateTaskSize(
            service(days, {
              current: { cpu, memoryMiB: cpu * 2 },
              cpuAverage: series(days, daily(a, b)),
              cpuMaximum: series(days, daily(a * 1.5, b * 1.5)),
              memoryMaximum: series(days, () => Math.min(m, 100)),
            }),
          );
          if (verdict.kind !== 'change') return expect(renderBoth(verdict.reason).ko).not.toBe('');
          const { proposed, title, summary } = verdict.recommendation;
          expect(
            isValidFargateSize({ cpu: Number(proposed['cpu']), memoryMiB: Number(proposed['memory']) }),
          ).toBe(true);
          expect(renderBoth(title).en + renderBoth(summary).en).not.toContain('unknown');
        },
      ),
      { numRuns: 25 },
    );
  });
});
