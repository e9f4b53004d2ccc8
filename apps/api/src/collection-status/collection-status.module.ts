import { Module } from '@nestjs/common';
import { MetricsReadModule } from '../metrics/index.js';
import { AcceptCost } from './accept-cost.js';
import { CollectionController } from './collection.controller.js';
import { CollectionRepository } from './collection.repository.js';
import { ListMetricGroups } from './list-metric-groups.js';
import { ListScopes } from './list-scopes.js';
import { MetricGroupRepository } from './metric-group.repository.js';
import { ReadCompleteness } from './read-completeness.js';
import { ReadCost } from './read-cost.js';
import { ReadPermissions } from './read-permissions.js';
import { ReadStatus } from './read-status.js';
import { ScopesController } from './scopes.controller.js';
import { SwitchMetricGroup } from './switch-metric-group.js';
import { UsageRepository } from './usage.repository.js';

@Module({
  imports: [MetricsReadModule],
  controllers: [CollectionController, ScopesController],
  providers: [
    CollectionRepository,
    UsageRepository,
    ReadStatus,
    ReadCost,
    ReadPermissions,
    ReadCompleteness,
    AcceptCost,
    ListScopes,
    MetricGroupRepository,
    ListMetricGroups,
    SwitchMetricGroup,
  ],
})
export class CollectionStatusModule {}
