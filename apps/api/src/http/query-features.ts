import { AlertsModule } from '../alerts/index.js';
import { CapacityModule } from '../capacity/index.js';
import { CollectionStatusModule } from '../collection-status/index.js';
import { CommitsModule } from '../commits/index.js';
import { DeploymentsModule } from '../deployments/index.js';
import { EventsModule } from '../events/index.js';
import { HealthModule } from '../health/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { LabelsModule } from '../labels/index.js';
import { LaunchTypeCostModule } from '../launch-type-cost/index.js';
import { LogSettingsModule } from '../log-settings/index.js';
import { LogsModule } from '../logs/index.js';
import { MetricsModule } from '../metrics/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OverviewModule } from '../overview/index.js';
import { RecommendationsModule } from '../recommendations/index.js';
import { ReportsModule } from '../reports/index.js';
import { ResourcesModule } from '../resources/index.js';
import { ScalingModule } from '../scaling/index.js';
import { SilencesModule } from '../silences/index.js';
import { StatementsModule } from '../statements/index.js';
import { StreamModule } from '../stream/index.js';
import { TaskJobsModule } from '../task-jobs/index.js';
import { TasksModule } from '../tasks/index.js';
import { TokensModule } from '../tokens/index.js';
import { UsageModule } from '../usage/index.js';

/** The features that answer requests; AppModule imports them wherever the process is not only a worker. */
export const queryFeatures = [
  HealthModule,
  OverviewModule,
  ResourcesModule,
  CapacityModule,
  UsageModule,
  StatementsModule,
  MetricsModule,
  TasksModule,
  CommitsModule,
  TaskJobsModule,
  DeploymentsModule,
  EventsModule,
  ScalingModule,
  LogSettingsModule,
  LogsModule,
  RecommendationsModule,
  AlertsModule,
  IncidentsModule,
  SilencesModule,
  NotificationsModule,
  ReportsModule,
  CollectionStatusModule,
  LabelsModule,
  LaunchTypeCostModule,
  StreamModule,
  TokensModule,
];
