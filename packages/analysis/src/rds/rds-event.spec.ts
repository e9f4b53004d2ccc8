import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyRdsEvent, RDS_EVENT_TYPES } from './rds-event.js';

describe('events of RDS', () => {
  it.each([
    ['Backing up DB instance', ['backup'], 'backup_started', 'info'],
    ['Finished DB Instance backup', ['backup'], 'backup_finished', 'info'],
    ['Multi-AZ instance failover started.', ['failover'], 'failover_started', 'warning'],
    ['Multi-AZ instance failover completed', ['failover'], 'failover_completed', 'warning'],
    ['The user requested a failover of the DB instance.', ['failover'], 'failover', 'warning'],
    ['DB instance restarted', ['availability'], 'restarted', 'warning'],
    ['DB instance shutdown', ['availability'], 'shutdown', 'warning'],
    [
      'The free storage capacity for DB Instance: a is low at 6% of the provisioned storage',
      ['low storage'],
      'storage_low',
      'warning',
    ],
    [
      'Allocated storage has been exhausted. Allocate additional storage to resolve.',
      ['low storage'],
      'storage_exhausted',
      'critical',
    ],
    [
      'Applying autoscaling-initiated modification to allocated storage.',
      ['configuration change'],
      'storage_changing',
      'info',
    ],
    [
      'Finished applying autoscaling-initiated modification to allocated storage.',
      ['configuration change'],
      'storage_changed',
      'info',
    ],
    ['Applying off-line patches to DB instance', ['maintenance'], 'maintenance_started', 'warning'],
    ['Finished applying off-line patches to DB instance', ['maintenance'], 'maintenance_finished', 'info'],
    ['A system update is available for your DB instance.', ['security patching'], 'update_available', 'info'],
    [
      'The DB instance has a DB engine minor version upgrade available.',
      ['maintenance'],
      'upgrade_available',
      'info',
    ],
    ['Replication for the Read Replica resumed', ['read replica'], 'replication_resumed', 'info'],
    ['Replication has stopped', ['read replica'], 'replication_stopped', 'critical'],
    ['Monitoring Interval changed to 60', ['configuration change'], 'configuration', 'info'],
    ['Something new', ['failure'], 'failure', 'critical'],
    ['Something new', [], 'notification', 'info'],
    ['Something new', ['constructor'], 'notification', 'info'],
  ])('reads "%s" of %j as %s', (message, categories, type, severity) => {
    expect(classifyRdsEvent(categories, message)).toEqual({ type, severity });
  });

  it('has a class for every text', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (categories, message) => {
        expect(RDS_EVENT_TYPES).toContain(classifyRdsEvent(categories, message).type);
      }),
    );
  });
});
