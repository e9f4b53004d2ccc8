import { ContainerInstanceAttributes, type CapacityAnswer } from '@danji/shared';
import { taskInterfaces, type CapacityHost } from '@danji/analysis';
import type { HostRow } from './capacity.repository.js';

const Host = ContainerInstanceAttributes.pick({
  registered: true,
  remaining: true,
  ec2ResourceId: true,
  availabilityZone: true,
  agentConnected: true,
  runningTasks: true,
  interfaceTrunk: true,
  usedPorts: true,
});

export type DescribedHost = CapacityAnswer['hosts'][number] & { usedPorts: readonly number[] };

/** Container instances as the answer shows them; those whose resources AWS did not say are left out. */
export function describedHosts(rows: readonly HostRow[]): DescribedHost[] {
  return rows.flatMap((row): DescribedHost[] => {
    const a = Host.parse(row.attributes);
    const { cpu, memory } = a.registered;
    const { cpu: freeCpu, memory: freeMemory } = a.remaining;
    if (cpu === null || memory === null || freeCpu === null || freeMemory === null) return [];
    return [
      {
        id: row.id,
        ec2ResourceId: a.ec2ResourceId,
        name: row.name,
        instanceType: row.instance_type,
        zone: a.availabilityZone ?? '?',
        state: row.state,
        usable: row.state === 'ACTIVE' && a.agentConnected,
        registered: { cpu, memory },
        reserved: { cpu: cpu - freeCpu, memory: memory - freeMemory },
        free: { cpu: freeCpu, memory: freeMemory },
        tasks: a.runningTasks,
        usedPorts: a.usedPorts,
        interfaces: {
          limit:
            row.instance_type === null || a.interfaceTrunk === null
              ? null
              : taskInterfaces(row.instance_type, a.interfaceTrunk),
          used: row.interfaces_used,
        },
      },
    ];
  });
}

export function schedulerHost(host: DescribedHost): CapacityHost {
  const { id, zone, usable, registered, free, interfaces, usedPorts } = host;
  const freeInterfaces = interfaces.limit === null ? null : Math.max(0, interfaces.limit - interfaces.used);
  return { id, zone, usable, registered, free, freeInterfaces, usedPorts };
}
