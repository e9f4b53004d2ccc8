import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fargatePrice } from '../fargate/fargate-price.js';
import { instancePrice } from '../price/ec2-price.js';
import { compareLaunchTypes, type LaunchTypeFacts } from './compare-launch-types.js';

const facts = (part: Partial<LaunchTypeFacts> = {}): LaunchTypeFacts => ({
  cpu: 512,
  memoryMiB: 1024,
  averageTasks: 12,
  highestTasks: 16,
  architecture: 'X86_64',
  fargate: fargatePrice('us-east-1', 'X86_64'),
  instancePrice: (type) => instancePrice(type, 'us-east-1'),
  ...part,
});

describe('the same tasks on Fargate and on EC2', () => {
  it('cost what their seconds and sizes cost, against the cheapest instances that hold the most that ever run', () => {
    const { fargateUsd, ec2 } = compareLaunchTypes(facts());
    expect(fargateUsd).toBeCloseTo(12 * (0.5 * 0.04048 + 0.004445) * 730, 6);
    // Memory keeps a c5.large (3.8 GiB) to 3 tasks: 6 of them at 0.085 cost more than 2 m5.xlarge, as cheap as 4 m5.large.
    expect(ec2).toEqual({
      type: 'm5.xlarge',
      tasksPerInstance: 8,
      instances: 2,
      monthlyUsd: expect.closeTo(0.096 * 4 * 730, 6),
      reserved: 1,
    });
  });

  it('never put more on an instance than it has, and always find room for all', () => {
    const size = fc.record({
      cpu: fc.integer({ min: 64, max: 16_384 }),
      memoryMiB: fc.integer({ min: 64, max: 122_880 }),
      highestTasks: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(size, (part) => {
        const { ec2 } = compareLaunchTypes(facts(part));
        if (ec2 === null) return;
        expect(ec2.tasksPerInstance * ec2.instances).toBeGreaterThanOrEqual(part.highestTasks);
        expect(ec2.instances).toBeGreaterThanOrEqual(2);
        expect(ec2.reserved).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('are unknown where a price is, not free', () => {
    const unknown = compareLaunchTypes(facts({ fargate: null, instancePrice: () => null }));
    expect(unknown).toEqual({ fargateUsd: null, ec2: null });
  });

  it('have no instance where a task is larger than every one', () => {
    expect(compareLaunchTypes(facts({ memoryMiB: 200_000 })).ec2).toBeNull();
  });
});
