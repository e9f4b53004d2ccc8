import type { ResourceItem, Status } from '@danji/shared';

/** What every row of a fleet's list has, whatever the fleet. */
export interface FleetRow {
  id: string;
  name: string;
  /** AWS's own word. */
  state: string;
  status: Status;
  item: ResourceItem;
}

/** How a whole list does: what its page opens with. */
export interface FleetTrouble {
  key: 'none' | 'calm' | 'trouble';
  total: number;
  critical: number;
  warning: number;
  /** The first critical row, else the first with a warning. */
  worst: FleetRow | null;
}

export function fleetTrouble(rows: readonly FleetRow[]): FleetTrouble {
  const of = (status: Status): FleetRow[] => rows.filter((row) => row.status === status);
  const [critical, warning] = [of('critical'), of('warning')];
  return {
    key: rows.length === 0 ? 'none' : critical.length + warning.length > 0 ? 'trouble' : 'calm',
    total: rows.length,
    critical: critical.length,
    warning: warning.length,
    worst: critical[0] ?? warning[0] ?? null,
  };
}
