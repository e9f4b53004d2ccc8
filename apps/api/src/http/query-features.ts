import { EventsModule } from '../events/index.js';
import { LogsModule } from '../logs/index.js';
import { MetricsModule } from '../metrics/index.js';
import { ResourcesModule } from '../resources/index.js';
import { TasksModule } from '../tasks/index.js';

/** The features that answer requests; AppModule imports them wherever the process is not only a worker. */
export const queryFeatures = [ResourcesModule, MetricsModule, TasksModule, EventsModule, LogsModule];
