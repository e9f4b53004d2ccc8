import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FARGATE_SIZES, isValidFargateSize } from './combinations.js';
import { fargatePrice, taskHourUsd } from './fargate-price.js';
import { nearestFargateSize } from './nearest.js';
import { snapToFargate } from './snap.js';

describe('the sizes of Fargate', () => {
  it('are 74, each once', () => {
    expect(FARGATE_SIZES).toHaveLength(74);
    expect(new Set(FARGATE_SIZES.map((s) => `${s.cpu}/${s.memoryMiB}`)).size).toBe(74);
    const perCpu = new Map<number, number>();
    for (const { cpu } of FARGATE_SIZES) perCpu.set(cpu, (perCpu.get(cpu) ?? 0) + 1);
    expect([...perCpu]).toEqual([
      [256, 3],
      [512, 4],
      [1024, 7],
      [2048, 13],
      [4096, 23],
      [8192, 12],
      [16_384, 12],
    ]);
  });

  it.each([
    [256, 512, true],
    [256, 3072, false],
    [512, 512, false],
    [1024, 8192, true],
    [2048, 4096, true],
    [4096, 30_720, true],
    [4096, 31_744, false],
    [8192, 17_408, false],
    [8192, 61_440, true],
    [16_384, 122_880, true],
    [300, 512, false],
  ])('cpu %i with %i MiB: %s', (cpu, memoryMiB, valid) => {
    expect(isValidFargateSize({ cpu, memoryMiB })).toBe(valid);
  });

  it('begin at one vCPU on Windows and end at four', () => {
    expect(isValidFargateSize({ cpu: 512, memoryMiB: 1024 }, 'WINDOWS')).toBe(false);
    expect(isValidFargateSize({ cpu: 1024, memoryMiB: 2048 }, 'WINDOWS')).toBe(true);
    expect(isValidFargateSize({ cpu: 8192, memoryMiB: 16_384 }, 'WINDOWS')).toBe(false);
  });
});

describe('snapping a need to a Fargate size', () => {
  it('gives the cheapest valid size that is large enough', () => {
    const price = fargatePrice('ap-northeast-2', 'ARM64');
    if (!price) throw new Error('no price');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 17_000 }),
        fc.integer({ min: 1, max: 130_000 }),
        (cpu, memoryMiB) => {
          const enough = FARGATE_SIZES.filter((s) => s.cpu >= cpu && s.memoryMiB >= memoryMiB);
          const snapped = snapToFargate({ cpu, memoryMiB });
          if (!snapped) return expect(enough).toEqual([]);
          expect(enough).toContainEqual(snapped);
          const cheapest = Math.min(...enough.map((s) => taskHourUsd(s, price)));
          expect(taskHourUsd(snapped, price)).toBeCloseTo(cheapest, 9);
        },
      ),
    );
  });

  it('takes more CPU where the memory asks for it', () => {
    expect(snapToFargate({ cpu: 200, memoryMiB: 3000 })).toEqual({ cpu: 512, memoryMiB: 3072 });
    expect(snapToFargate({ cpu: 20_000, memoryMiB: 1 })).toBeNull();
  });
});

describe('the price of a Fargate task', () => {
  it('is the list price of its region and architecture', () => {
    const price = fargatePrice('us-east-1', 'X86_64');
    expect(price && taskHourUsd({ cpu: 256, memoryMiB: 512 }, price) * 730).toBeCloseTo(9.01, 2);
    expect(price && taskHourUsd({ cpu: 1024, memoryMiB: 2048 }, price) * 730).toBeCloseTo(36.04, 2);
  });

  it('is unknown, not zero, in a region that is not in the table', () => {
    expect(fargatePrice('eu-west-1', 'X86_64')).toBeNull();
  });
});

describe('the nearest size', () => {
  it('is the size itself where it launches', () => {
    for (const size of FARGATE_SIZES) expect(nearestFargateSize(size)).toEqual(size);
  });

  it('of an invalid one launches, and holds it unless it is larger than everything', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 150_000 }),
        fc.constantFrom('LINUX' as const, 'WINDOWS' as const),
        (cpu, memoryMiB, platform) => {
          const nearest = nearestFargateSize({ cpu, memoryMiB }, platform);
          expect(isValidFargateSize(nearest, platform)).toBe(true);
          const fits = FARGATE_SIZES.some(
            (size) => isValidFargateSize(size, platform) && size.cpu >= cpu && size.memoryMiB >= memoryMiB,
          );
          expect(nearest.cpu >= cpu && nearest.memoryMiB >= memoryMiB).toBe(fits);
        },
      ),
    );
  });

  it('of 512 units with 512 MiB is 512 with 1 GiB', () => {
    expect(nearestFargateSize({ cpu: 512, memoryMiB: 512 })).toEqual({ cpu: 512, memoryMiB: 1024 });
  });
});
