import { Module } from '@nestjs/common';
import { AcceptCost } from './accept-cost.js';
import { CollectionController } from './collection.controller.js';
import { CollectionRepository } from './collection.repository.js';
import { ListScopes } from './list-scopes.js';
import { ReadCompleteness } from './read-completeness.js';
import { ReadCost } from './read-cost.js';
import { ReadPermissions } from './read-permissions.js';
import { ReadStatus } from './read-status.js';
import { ScopesController } from './scopes.controller.js';
import { UsageRepository } from './usage.repository.js';

@Module({
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
  ],
})
export class CollectionStatusModule {}
