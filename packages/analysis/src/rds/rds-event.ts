/** What RDS says has happened, in words that stay: DescribeEvents carries no event id, only categories and a text. */
export const RDS_EVENT_TYPES = [
  'backup_started',
  'backup_finished',
  'failover_started',
  'failover_completed',
  'failover',
  'restarted',
  'shutdown',
  'started',
  'stopped',
  'storage_low',
  'storage_exhausted',
  'storage_changing',
  'storage_changed',
  'storage_autoscaling_failed',
  'maintenance_started',
  'maintenance_finished',
  'update_available',
  'upgrade_available',
  'replication_stopped',
  'replication_resumed',
  'backups_switched',
  'configuration',
  'maintenance',
  'availability',
  'failure',
  'recovery',
  'creation',
  'deletion',
  'notification',
] as const;
export type RdsEventType = (typeof RDS_EVENT_TYPES)[number];

export interface RdsEventClass {
  type: RdsEventType;
  severity: 'info' | 'warning' | 'critical';
}

type Row = readonly [pattern: RegExp, type: RdsEventType, severity: RdsEventClass['severity']];

/** By text first (RDS user guide, "Amazon RDS event categories and event messages"). */
const BY_TEXT: readonly Row[] = [
  [/^backing up db/i, 'backup_started', 'info'],
  [/^finished db instance backup/i, 'backup_finished', 'info'],
  [/failover started|started (?:cross|same) az failover/i, 'failover_started', 'warning'],
  [/failover completed?|completed failover/i, 'failover_completed', 'warning'],
  [/storage has been exhausted|shut down (?:because|due).*storage/i, 'storage_exhausted', 'critical'],
  [/free storage capacity.*is low|storage.*dangerously low/i, 'storage_low', 'warning'],
  [
    /unable to apply (?:the )?storage autoscaling|storage autoscaling.*(?:can't|cannot|failed)|maximum storage threshold/i,
    'storage_autoscaling_failed',
    'warning',
  ],
  [/^finished applying .*(?:allocated storage|storage)/i, 'storage_changed', 'info'],
  [/^applying .*modification to allocated storage/i, 'storage_changing', 'info'],
  [
    /^finished applying off-line patches|instance patched|upgrade (?:finished|completed)|finished.*upgrade/i,
    'maintenance_finished',
    'info',
  ],
  [/^applying off-line patches|upgrade (?:has )?started|downtime started/i, 'maintenance_started', 'warning'],
  [/system update is available|operating system (?:update|patch) is available/i, 'update_available', 'info'],
  [/minor version upgrade available|upgrade is available/i, 'upgrade_available', 'info'],
  [/replication .*(?:has stopped|terminated)|replication.*error/i, 'replication_stopped', 'critical'],
  [/replication.*resumed/i, 'replication_resumed', 'info'],
  [/(?:disabling|enabling|disabled|enabled) (?:automatic|automated) backups/i, 'backups_switched', 'warning'],
  [/instance restarted/i, 'restarted', 'warning'],
  [/instance shutdown|shut down/i, 'shutdown', 'warning'],
  [/instance stopped/i, 'stopped', 'info'],
  [/instance started/i, 'started', 'info'],
];

/** What the text does not tell, the categories do. */
const BY_CATEGORY: Readonly<Record<string, readonly [RdsEventType, RdsEventClass['severity']]>> = {
  failure: ['failure', 'critical'],
  'low storage': ['storage_low', 'warning'],
  failover: ['failover', 'warning'],
  availability: ['availability', 'warning'],
  recovery: ['recovery', 'warning'],
  restoration: ['recovery', 'info'],
  'security patching': ['update_available', 'info'],
  maintenance: ['maintenance', 'info'],
  'configuration change': ['configuration', 'info'],
  'read replica': ['notification', 'info'],
  backup: ['notification', 'info'],
  creation: ['creation', 'info'],
  deletion: ['deletion', 'warning'],
};

/** The class of one event; one that nobody knows is a notification. */
export function classifyRdsEvent(categories: readonly string[], message: string): RdsEventClass {
  const row = BY_TEXT.find(([pattern]) => pattern.test(message));
  if (row) return { type: row[1], severity: row[2] };
  const category = categories.map((one) => one.toLowerCase()).find((one) => Object.hasOwn(BY_CATEGORY, one));
  const [type, severity] = (category === undefined ? undefined : BY_CATEGORY[category]) ?? [
    'notification',
    'info',
  ];
  return { type, severity };
}
