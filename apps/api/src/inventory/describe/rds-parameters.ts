import { evaluateFormula, isFormula } from '@danji/analysis';
import type { AttributesOf, DatabaseParameter } from '@danji/shared';
import type { RdsInstance, RdsParameter } from '../../aws/index.js';
import { classMemoryBytes, classVcpus, defaultConnectionsFormula } from './rds-class.js';

const GIB = 1024 ** 3;

/** Parameters that a person who operates a database asks for; a group holds hundreds. */
const SHOWN: ReadonlySet<string> = new Set([
  // PostgreSQL
  'max_connections',
  'shared_preload_libraries',
  'log_min_duration_statement',
  'log_statement',
  'log_lock_waits',
  'log_temp_files',
  'log_autovacuum_min_duration',
  'deadlock_timeout',
  'statement_timeout',
  'idle_in_transaction_session_timeout',
  'work_mem',
  'shared_buffers',
  'autovacuum',
  'rds.force_ssl',
  'rds.logical_replication',
  'rds.log_retention_period',
  // MySQL and MariaDB
  'slow_query_log',
  'long_query_time',
  'log_output',
  'innodb_buffer_pool_size',
  'require_secure_transport',
  'general_log',
]);

/** The parameters that matter here, by name; null where none of the instance's groups could be read. */
export function describeParameters(
  instance: RdsInstance,
  parametersOf: (group: string) => readonly RdsParameter[] | undefined,
): DatabaseParameter[] | null {
  const groups = instance.DBParameterGroups.map(
    ({ DBParameterGroupName: name, ParameterApplyStatus: status }) => ({
      parameters: parametersOf(name),
      waits: status === 'pending-reboot',
    }),
  );
  if (groups.every(({ parameters }) => parameters === undefined)) return null;
  return groups
    .flatMap(({ parameters = [], waits }) =>
      parameters
        .filter(({ ParameterName }) => SHOWN.has(ParameterName))
        .map(({ ParameterName: name, ParameterValue: value, Source: source }) => ({
          name,
          value: value !== null && isFormula(value) ? null : value,
          formula: value !== null && isFormula(value) ? value : null,
          source: source ?? 'unknown',
          pendingReboot: waits,
        })),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

type MaxConnections = Pick<AttributesOf<'rds_instance'>, 'maxConnections' | 'maxConnectionsFrom'>;

/** How many connections the instance takes, and from what that is known. */
export function maxConnectionsOf(
  instance: RdsInstance,
  parameters: readonly DatabaseParameter[] | null,
): MaxConnections {
  const parameter = parameters?.find(({ name }) => name === 'max_connections');
  if (parameter?.value != null && /^\d+$/.test(parameter.value)) {
    return { maxConnections: Number(parameter.value), maxConnectionsFrom: 'parameter' };
  }
  const formula = parameter?.formula ?? defaultConnectionsFormula(instance.Engine);
  const computed = formula === null ? null : evaluateFormula(formula, variablesOf(instance));
  if (computed === null) return { maxConnections: null, maxConnectionsFrom: null };
  return { maxConnections: computed, maxConnectionsFrom: parameter?.formula ? 'formula' : 'default' };
}

function variablesOf(instance: RdsInstance) {
  return {
    DBInstanceClassMemory: classMemoryBytes(instance.DBInstanceClass),
    AllocatedStorage: instance.AllocatedStorage * GIB,
    DBInstanceVCPU: classVcpus(instance.DBInstanceClass),
    EndPointPort: instance.Endpoint?.Port ?? null,
    TrueIfReplica: instance.ReadReplicaSourceDBInstanceIdentifier === null ? 0 : 1,
  };
}
