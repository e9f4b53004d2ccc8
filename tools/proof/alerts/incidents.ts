/** One incident for each rule that can be seen within hours, on the demo fleet, each on a subject of its own. */
export interface TrueIncident {
  rule: string;
  /** Name of the service, host or database that somebody has to look after. */
  subject: string;
  cluster?: string;
  /** What really began it; null: nobody changed anything. */
  cause: 'deployment' | 'configuration' | 'scaling' | null;
  /** Whether sweeps alone tell it; others need metrics. */
  swept: boolean;
  /** Incidents of the simulator; `at` in minutes after this one's turn. */
  incidents: {
    kind: string;
    at: number;
    minutes?: number;
    on: Record<string, unknown>;
    parameters?: Record<string, unknown>;
  }[];
}

const kr = (service: string): Record<string, unknown> => ({ cluster: 'prod-kr', service });
const ec2 = (service: string): Record<string, unknown> => ({ cluster: 'prod-kr-ec2', service });

export const INCIDENTS: readonly TrueIncident[] = [
  {
    rule: 'tasks_stopping_abnormally',
    subject: 'order-worker',
    cause: 'deployment',
    swept: true,
    incidents: [
      { kind: 'deployment', at: 0, on: kr('order-worker') },
      { kind: 'out-of-memory', at: 4, minutes: 40, on: kr('order-worker'), parameters: { lives: [60, 160] } },
    ],
  },
  {
    rule: 'rollout_failed',
    subject: 'search-api',
    cause: 'deployment',
    swept: true,
    incidents: [
      {
        kind: 'bad-deployment',
        at: 0,
        minutes: 40,
        on: kr('search-api'),
        parameters: { fault: 'crash', breaker: true, rollback: true },
      },
    ],
  },
  {
    rule: 'unhealthy_targets',
    subject: 'user-api',
    cause: 'deployment',
    swept: true,
    incidents: [
      { kind: 'deployment', at: 0, on: kr('user-api') },
      {
        kind: 'target-health',
        at: 4,
        minutes: 30,
        on: kr('user-api'),
        parameters: { share: 90, seconds: [50, 120] },
      },
    ],
  },
  {
    rule: 'placement_failure',
    subject: 'report-worker',
    cause: 'configuration',
    swept: true,
    incidents: [
      { kind: 'scale', at: 0, on: kr('report-worker'), parameters: { desired: 6 } },
      { kind: 'placement-failure', at: 0, minutes: 30, on: kr('report-worker') },
    ],
  },
  {
    rule: 'service_below_desired',
    subject: 'NotificationSenderService',
    cause: 'deployment',
    swept: true,
    incidents: [
      { kind: 'deployment', at: 0, on: ec2('NotificationSenderService') },
      {
        kind: 'placement-failure',
        at: 4,
        minutes: 30,
        on: ec2('NotificationSenderService'),
        parameters: { lose: 2 },
      },
    ],
  },
  {
    rule: 'rollout_stuck',
    subject: 'notification-sender',
    cause: 'deployment',
    swept: true,
    incidents: [
      {
        kind: 'bad-deployment',
        at: 0,
        minutes: 90,
        on: kr('notification-sender'),
        parameters: { fault: 'image-pull', breaker: false },
      },
    ],
  },
  {
    rule: 'memory_near_limit',
    subject: 'inventory-api',
    cause: 'deployment',
    swept: false,
    incidents: [
      { kind: 'deployment', at: 0, on: kr('inventory-api') },
      { kind: 'memory', at: 5, minutes: 60, on: kr('inventory-api'), parameters: { factor: 8 } },
    ],
  },
  {
    rule: 'service_at_maximum',
    subject: 'catalog-api',
    cause: 'configuration',
    swept: false,
    incidents: [
      { kind: 'scaling-bounds', at: 0, on: kr('catalog-api'), parameters: { min: 2, max: 4 } },
      { kind: 'traffic', at: 2, minutes: 90, on: kr('catalog-api'), parameters: { factor: 6, ramp: 'step' } },
    ],
  },
  {
    rule: 'target_5xx',
    subject: 'checkout-api',
    cause: 'deployment',
    swept: false,
    incidents: [
      { kind: 'deployment', at: 0, on: kr('checkout-api') },
      {
        kind: 'metric',
        at: 4,
        minutes: 40,
        on: { metric: 'HTTPCode_Target_5XX_Count', dimensions: { TargetGroup: '*checkout*' } },
        parameters: { mode: 'add', value: 3000 },
      },
    ],
  },
  {
    rule: 'ec2_status_check',
    subject: 'legacy-ftp-01',
    cause: null,
    swept: false,
    incidents: [{ kind: 'status-check', at: 2, minutes: 30, on: { instance: 'legacy-ftp-01' } }],
  },
  {
    rule: 'cpu_credits',
    subject: 'bastion',
    cause: null,
    swept: false,
    incidents: [
      {
        kind: 'instance-cpu',
        at: -200,
        minutes: 900,
        on: { instance: 'bastion' },
        parameters: { percent: 95 },
      },
    ],
  },
  {
    rule: 'rds_storage_full_fast',
    subject: 'catalog-db',
    cause: null,
    swept: false,
    incidents: [
      {
        kind: 'storage-fill',
        at: -200,
        minutes: 900,
        on: { database: 'catalog-db' },
        parameters: { toFreePercent: 1 },
      },
    ],
  },
  {
    rule: 'rds_connections',
    subject: 'users-db',
    cause: null,
    swept: false,
    incidents: [
      {
        kind: 'connections',
        at: 0,
        minutes: 60,
        on: { database: 'users-db' },
        parameters: { count: 780, ramp: 'step' },
      },
    ],
  },
  {
    rule: 'replica_lag',
    subject: 'orders-db-replica',
    cause: null,
    swept: false,
    incidents: [
      {
        kind: 'replica-lag',
        at: 0,
        minutes: 60,
        on: { database: 'orders-db-replica' },
        parameters: { seconds: 900 },
      },
    ],
  },
  {
    rule: 'transaction_ids_high',
    subject: 'orders-db',
    cause: null,
    swept: false,
    incidents: [
      {
        kind: 'transaction-ids',
        at: -200,
        minutes: 900,
        on: { database: 'orders-db' },
        parameters: { ids: 8e9 },
      },
    ],
  },
];
