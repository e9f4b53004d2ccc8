import { describe, expect, it } from '@jest/globals';
import type { ResourceItem, Status } from '@danji/shared';
import { fleetTrouble, type FleetRow } from './trouble';

const row = (id: string, status: Status): FleetRow => ({
  id,
  name: id,
  state: 'running',
  status,
  item: {} as ResourceItem,
});

describe('how a fleet does', () => {
  it('names the first critical resource before any warning', () => {
    const trouble = fleetTrouble([row('a', 'warning'), row('b', 'critical'), row('c', 'critical')]);
    expect(trouble).toMatchObject({ key: 'trouble', total: 3, critical: 2, warning: 1, worst: { id: 'b' } });
  });
  it('is calm where nothing is worse than a note, and unknown is no trouble of its own', () => {
    expect(fleetTrouble([row('a', 'info'), row('b', 'unknown')])).toMatchObject({ key: 'calm', worst: null });
  });
  it('says that there is nothing rather than that all is well', () => {
    expect(fleetTrouble([]).key).toBe('none');
  });
});
