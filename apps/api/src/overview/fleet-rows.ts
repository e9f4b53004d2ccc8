import type { FleetCell, FleetRow, Overview, Status } from '@danji/shared';
import type { FleetMember } from './fleet-member.js';
import { sparkKey, type Sparks } from './fleet-metrics.js';

type Counts = Overview['counts']['services'];

export function countsOf(members: readonly FleetMember[]): Counts {
  const of = (status: Status): number => members.filter((member) => member.status === status).length;
  return {
    total: members.length,
    ok: of('ok'),
    info: of('info'),
    warning: of('warning'),
    critical: of('critical'),
    unknown: of('unknown'),
  };
}

/** One row of cells per cluster, one of all instances, one of all databases; by name. */
export function fleetRows(fleet: readonly FleetMember[], sparks: Sparks): FleetRow[] {
  const of = (kind: FleetMember['kind']): FleetMember[] => fleet.filter((member) => member.kind === kind);
  const cells = (members: readonly FleetMember[]): FleetCell[] =>
    members.map((member) => cellOf(member, sparks));
  const services = of('ecs_service');
  const rows: FleetRow[] = of('ecs_cluster').map((cluster) => ({
    id: cluster.id,
    kind: 'cluster',
    name: cluster.name,
    environment: cluster.environment,
    cells: cells(services.filter((service) => service.parentId === cluster.id)),
  }));
  const groups = [
    { id: 'ec2', kind: 'ec2', name: 'EC2', cells: cells(of('ec2_instance')) },
    { id: 'rds', kind: 'rds', name: 'RDS', cells: cells(of('rds_instance')) },
  ] as const;
  return [
    ...rows,
    ...groups.map((group) => ({ ...group, environment: null })).filter((row) => row.cells.length > 0),
  ];
}

function cellOf(member: FleetMember, sparks: Sparks): FleetCell {
  const cpu = sparks.get(sparkKey(member.id, 'CPUUtilization'))?.latest ?? null;
  const reason = member.reasons[0];
  return {
    id: member.id,
    name: member.name,
    status: member.status,
    load: cpu === null ? null : cpu / 100,
    reason: reason?.message ?? null,
    reasonText: reason?.text ?? null,
  };
}
