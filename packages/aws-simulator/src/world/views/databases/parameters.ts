import { defaultParameterGroup, parameterFamily } from '../../plan/database-plan.js';
import type { RegionState } from '../../simulation/region-state.js';
import type { AwsRecord } from '../../types.js';

/** Name, data type, static (needs a reboot) or dynamic, allowed values, and RDS's own value where it sets one. */
type Row = [name: string, type: string, apply: 'static' | 'dynamic', allowed: string, system?: string];

/** Parameters of PostgreSQL that RDS sets (a value, or a formula over the class), and those it leaves to the engine. */
const POSTGRES: readonly Row[] = [
  ['application_name', 'string', 'dynamic', ''],
  ['archive_command', 'string', 'dynamic', '', '/etc/rds/dbbin/pgscripts/rds_wal_archive %p'],
  ['archive_timeout', 'integer', 'dynamic', '0-2147483647', '300'],
  ['autovacuum', 'boolean', 'dynamic', '0,1', '1'],
  [
    'autovacuum_max_workers',
    'integer',
    'static',
    '1-262143',
    'GREATEST({DBInstanceClassMemory/64371566592},3)',
  ],
  ['autovacuum_naptime', 'integer', 'dynamic', '1-2147483', '15'],
  [
    'autovacuum_vacuum_cost_limit',
    'integer',
    'dynamic',
    '-1-10000',
    'GREATEST({log(DBInstanceClassMemory/21474836480)*600},200)',
  ],
  ['autovacuum_vacuum_scale_factor', 'float', 'dynamic', '0-100', '0.1'],
  ['checkpoint_completion_target', 'float', 'dynamic', '0-1', '0.9'],
  ['checkpoint_timeout', 'integer', 'dynamic', '30-86400', '300'],
  ['deadlock_timeout', 'integer', 'dynamic', '1-2147483647'],
  ['default_statistics_target', 'integer', 'dynamic', '1-10000'],
  ['effective_cache_size', 'integer', 'dynamic', '1-2147483647', '{DBInstanceClassMemory/16384}'],
  ['hot_standby_feedback', 'boolean', 'dynamic', '0,1'],
  ['idle_in_transaction_session_timeout', 'integer', 'dynamic', '0-2147483647', '86400000'],
  ['jit', 'boolean', 'dynamic', '0,1'],
  ['lock_timeout', 'integer', 'dynamic', '0-2147483647'],
  ['log_autovacuum_min_duration', 'integer', 'dynamic', '-1-2147483647', '10000'],
  ['log_checkpoints', 'boolean', 'dynamic', '0,1', '1'],
  ['log_connections', 'boolean', 'dynamic', '0,1'],
  ['log_destination', 'string', 'dynamic', 'stderr,csvlog', 'stderr'],
  ['log_error_verbosity', 'string', 'dynamic', 'terse,default,verbose'],
  ['log_file_mode', 'string', 'dynamic', '', '0644'],
  ['log_line_prefix', 'string', 'dynamic', '', '%t:%r:%u@%d:[%p]:'],
  ['log_lock_waits', 'boolean', 'dynamic', '0,1'],
  ['log_min_duration_statement', 'integer', 'dynamic', '-1-2147483647'],
  ['log_rotation_age', 'integer', 'dynamic', '1-1440', '60'],
  ['log_statement', 'string', 'dynamic', 'none,ddl,mod,all'],
  ['log_temp_files', 'integer', 'dynamic', '-1-2147483647'],
  [
    'maintenance_work_mem',
    'integer',
    'dynamic',
    '1024-2147483647',
    'GREATEST({DBInstanceClassMemory*1024/63963136},65536)',
  ],
  ['max_connections', 'integer', 'static', '6-8388607', 'LEAST({DBInstanceClassMemory/9531392},5000)'],
  ['max_locks_per_transaction', 'integer', 'static', '10-2147483647', '64'],
  ['max_replication_slots', 'integer', 'static', '20-8388607', '20'],
  ['max_stack_depth', 'integer', 'dynamic', '100-2147483647', '6144'],
  ['max_wal_senders', 'integer', 'static', '5-8388607', '20'],
  ['max_wal_size', 'integer', 'dynamic', '128-201326592', 'LEAST({AllocatedStorage/10485760},2048)'],
  ['max_worker_processes', 'integer', 'static', '0-262143', 'GREATEST({DBInstanceVCPU*2},8)'],
  ['password_encryption', 'string', 'dynamic', 'md5,scram-sha-256', 'scram-sha-256'],
  ['port', 'integer', 'static', '1-65535', '{EndPointPort}'],
  ['random_page_cost', 'float', 'dynamic', '0-1.79769e+308'],
  ['rds.accepted_password_auth_method', 'string', 'dynamic', 'scram,md5+scram', 'md5+scram'],
  [
    'rds.extensions',
    'string',
    'static',
    '',
    'address_standardizer,amcheck,hstore,pg_stat_statements,pg_trgm,pgcrypto,postgis',
  ],
  [
    'rds.force_admin_logging_level',
    'string',
    'dynamic',
    'disabled,debug5,info,notice,warning,error,log,fatal,panic',
  ],
  ['rds.force_ssl', 'boolean', 'dynamic', '0,1', '1'],
  ['rds.log_retention_period', 'integer', 'dynamic', '1440-10080', '4320'],
  ['rds.logical_replication', 'boolean', 'static', '0,1', '0'],
  ['rds.rds_superuser_reserved_connections', 'integer', 'static', '0-8388607', '2'],
  ['rds.superuser_variables', 'string', 'static', '', 'session_replication_role'],
  ['shared_buffers', 'integer', 'static', '16-1073741823', '{DBInstanceClassMemory/32768}'],
  [
    'shared_preload_libraries',
    'list',
    'static',
    'auto_explain,pg_cron,pg_stat_statements,pgaudit',
    'pg_stat_statements',
  ],
  ['ssl', 'boolean', 'dynamic', '0,1', '1'],
  ['statement_timeout', 'integer', 'dynamic', '0-2147483647'],
  ['superuser_reserved_connections', 'integer', 'static', '0-8388607', '3'],
  ['synchronous_commit', 'string', 'dynamic', 'local,on,off'],
  ['tcp_keepalives_idle', 'integer', 'dynamic', '0-2147483647', '300'],
  ['timezone', 'string', 'dynamic', '', 'UTC'],
  ['track_activity_query_size', 'integer', 'static', '100-1048576', '4096'],
  ['track_io_timing', 'boolean', 'dynamic', '0,1', '1'],
  ['vacuum_cost_delay', 'integer', 'dynamic', '0-100'],
  ['wal_buffers', 'integer', 'static', '-1-262143'],
  ['wal_level', 'string', 'static', '', 'replica'],
  ['work_mem', 'integer', 'dynamic', '64-2147483647'],
];

const MYSQL: readonly Row[] = [
  ['autocommit', 'boolean', 'dynamic', '0,1'],
  ['binlog_format', 'string', 'dynamic', 'ROW,STATEMENT,MIXED', 'MIXED'],
  ['character_set_server', 'string', 'dynamic', 'utf8mb4,utf8mb3,latin1'],
  ['general_log', 'boolean', 'dynamic', '0,1'],
  [
    'innodb_buffer_pool_size',
    'integer',
    'dynamic',
    '5242880-9223372036854775807',
    '{DBInstanceClassMemory*3/4}',
  ],
  ['innodb_flush_log_at_trx_commit', 'integer', 'dynamic', '0-2', '1'],
  ['log_output', 'string', 'dynamic', 'TABLE,FILE,NONE', 'TABLE'],
  ['long_query_time', 'float', 'dynamic', '0-31536000'],
  ['max_connections', 'integer', 'dynamic', '1-100000', '{DBInstanceClassMemory/12582880}'],
  ['performance_schema', 'boolean', 'static', '0,1'],
  ['require_secure_transport', 'boolean', 'dynamic', '0,1'],
  ['slow_query_log', 'boolean', 'dynamic', '0,1'],
  ['time_zone', 'string', 'dynamic', 'UTC,Asia/Seoul', 'UTC'],
];

/** Parameters of a group of the region, or of a default group of an engine that runs in it; undefined for any other. */
export function parametersOf(region: RegionState, group: string): AwsRecord[] | undefined {
  const user = region.databases.find(({ plan }) => plan.parameterGroup === group)?.plan;
  const known = region.databases.find(
    ({ plan }) => defaultParameterGroup(plan.engine, plan.version) === group,
  )?.plan;
  const plan = user ?? known;
  if (!plan) return undefined;
  const set = user?.parameters ?? {};
  const rows = parameterFamily(plan.engine, plan.version).startsWith('mysql') ? MYSQL : POSTGRES;
  return rows.map((row) => parameter(row, set[row[0]]));
}

function parameter([name, type, apply, allowed, system]: Row, set: string | undefined): AwsRecord {
  return {
    ParameterName: name,
    ParameterValue: set ?? system,
    Description: `Parameter ${name} of the engine.`,
    Source: set !== undefined ? 'user' : system !== undefined ? 'system' : 'engine-default',
    ApplyType: apply,
    DataType: type,
    AllowedValues: allowed === '' ? undefined : allowed,
    IsModifiable: !['archive_command', 'log_line_prefix', 'port', 'wal_level', 'ssl'].includes(name),
    ApplyMethod: apply === 'static' || set === undefined ? 'pending-reboot' : 'immediate',
  };
}
