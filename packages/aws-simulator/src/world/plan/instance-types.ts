/** The few instance types the fleet uses. Memory in MiB; ENIs as EC2 documents them; credits per hour for the T family
 * (vCPU-minutes earned per hour and maximum balance, EC2 user guide). */
export interface InstanceType {
  name: string;
  vcpus: number;
  memoryMiB: number;
  enis: number;
  architecture: 'x86_64' | 'arm64';
  credits?: { perHour: number; max: number };
}

const types: InstanceType[] = [
  {
    name: 't3.micro',
    vcpus: 2,
    memoryMiB: 1024,
    enis: 2,
    architecture: 'x86_64',
    credits: { perHour: 12, max: 288 },
  },
  {
    name: 't3.medium',
    vcpus: 2,
    memoryMiB: 4096,
    enis: 3,
    architecture: 'x86_64',
    credits: { perHour: 24, max: 576 },
  },
  {
    name: 't3.large',
    vcpus: 2,
    memoryMiB: 8192,
    enis: 3,
    architecture: 'x86_64',
    credits: { perHour: 36, max: 864 },
  },
  { name: 'm5.large', vcpus: 2, memoryMiB: 8192, enis: 3, architecture: 'x86_64' },
  { name: 'm5.xlarge', vcpus: 4, memoryMiB: 16384, enis: 4, architecture: 'x86_64' },
  { name: 'c5.xlarge', vcpus: 4, memoryMiB: 8192, enis: 4, architecture: 'x86_64' },
];

export function instanceType(name: string): InstanceType {
  const found = types.find((type) => type.name === name);
  if (!found)
    throw new RangeError(`instance type ${name} is unknown to the simulator; add it to instance-types.ts`);
  return found;
}

/** What the ECS agent registers: the kernel and firmware keep a few hundred MiB of the nominal memory. */
export function registeredMemoryMiB(type: InstanceType): number {
  return Math.floor(type.memoryMiB * 0.955) - 42;
}
