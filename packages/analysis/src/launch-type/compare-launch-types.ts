import { taskHourUsd, type FargatePrice } from '../fargate/fargate-price.js';
import { HOURS_PER_MONTH, type InstancePrice } from '../price/ec2-price.js';

export interface LaunchTypeFacts {
  /** CPU units and MiB of one task. */
  cpu: number;
  memoryMiB: number;
  /** Tasks that run on average, and at the most at a time. */
  averageTasks: number;
  highestTasks: number;
  architecture: 'X86_64' | 'ARM64';
  /** Null where the price is not known. */
  fargate: FargatePrice | null;
  instancePrice: (type: string) => InstancePrice | null;
}

/** Instances of one type that would carry the same tasks. */
export interface InstanceOffer {
  type: string;
  tasksPerInstance: number;
  instances: number;
  monthlyUsd: number;
  /** Share of CPU and of memory, whichever is fuller, that the tasks would reserve at their highest; 0 to 1. */
  reserved: number;
}

export interface LaunchTypeCost {
  /** Pays for what runs, by the second. */
  fargateUsd: number | null;
  /** The cheapest; pays for instances that can hold the most tasks that ever run. Null: none fits or no price is known. */
  ec2: InstanceOffer | null;
}

const FAMILIES: Readonly<Record<LaunchTypeFacts['architecture'], readonly string[]>> = {
  X86_64: ['m5', 'm6i', 'm7i', 'c5', 'c6i', 'c7i', 'r5', 'r6i', 'r7i'],
  ARM64: ['m6g', 'm7g', 'm8g', 'c6g', 'c7g', 'c8g', 'r6g', 'r7g'],
};
const SIZES: readonly [size: string, vcpus: number][] = [
  ['large', 2],
  ['xlarge', 4],
  ['2xlarge', 8],
  ['4xlarge', 16],
];
/** GiB of memory per vCPU of families c, m and r. */
const GIB_PER_VCPU: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };
/** What ECS may reserve of an instance's memory: an 8 GiB instance registers 7.6 to 7.8 GiB. */
const USABLE_MEMORY = 0.95;
/** Two hosts at least, so that one may be replaced. */
const LEAST_INSTANCES = 2;

/**
 * What the same tasks cost on Fargate and on EC2 on demand, list prices, US dollars a month of 730 hours. EC2 is the
 * cheapest type of the general, compute and memory families that holds them; patching, agents and the free space that
 * rollouts need are not in it.
 */
export function compareLaunchTypes(facts: LaunchTypeFacts): LaunchTypeCost {
  const { cpu, memoryMiB, fargate, averageTasks } = facts;
  const fargateUsd =
    fargate === null ? null : taskHourUsd({ cpu, memoryMiB }, fargate) * averageTasks * HOURS_PER_MONTH;
  const offers = FAMILIES[facts.architecture].flatMap((family) =>
    SIZES.flatMap(([size, vcpus]) => offerOf(facts, `${family}.${size}`, vcpus)),
  );
  const [ec2 = null] = offers.sort((a, b) => a.monthlyUsd - b.monthlyUsd || a.instances - b.instances);
  return { fargateUsd, ec2 };
}

function offerOf(facts: LaunchTypeFacts, type: string, vcpus: number): InstanceOffer[] {
  const price = facts.instancePrice(type);
  const ratio = GIB_PER_VCPU[type.charAt(0)];
  if (price === null || ratio === undefined || facts.highestTasks <= 0) return [];
  const cpu = vcpus * 1024;
  const memoryMiB = vcpus * ratio * 1024 * USABLE_MEMORY;
  const tasksPerInstance = Math.floor(Math.min(cpu / facts.cpu, memoryMiB / facts.memoryMiB));
  if (tasksPerInstance < 1) return [];
  const instances = Math.max(LEAST_INSTANCES, Math.ceil(facts.highestTasks / tasksPerInstance));
  const share = (task: number, all: number): number => (task * facts.highestTasks) / (all * instances);
  return [
    {
      type,
      tasksPerInstance,
      instances,
      monthlyUsd: price.expected * instances * HOURS_PER_MONTH,
      reserved: Math.max(share(facts.cpu, cpu), share(facts.memoryMiB, memoryMiB)),
    },
  ];
}
