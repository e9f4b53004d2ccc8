import type { Operation } from '../../operation.js';
import { describeDBEngineVersions, describeDBMajorEngineVersions } from './engine-versions.js';
import { describeEvents } from './events.js';
import { describeDBClusters, describeDBInstances } from './instances.js';
import {
  describeCertificates,
  describeDBParameters,
  describePendingMaintenanceActions,
} from './maintenance.js';

export const RDS_OPERATIONS: readonly Operation[] = [
  describeDBInstances,
  describeDBClusters,
  describeEvents,
  describePendingMaintenanceActions,
  describeDBEngineVersions,
  describeDBMajorEngineVersions,
  describeDBParameters,
  describeCertificates,
];
