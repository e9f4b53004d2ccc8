import { Module } from '@nestjs/common';
import { MetricsReadModule } from '../metrics/index.js';
import { FactRepository } from './fact.repository.js';
import { ReadFacts } from './read-facts.js';
import { WatchedRepository } from './watched.repository.js';

/** What rules observe, for the evaluation, its preview, and the charts of an incident. */
@Module({
  imports: [MetricsReadModule],
  providers: [FactRepository, ReadFacts, WatchedRepository],
  exports: [ReadFacts, WatchedRepository],
})
export class AlertFactsModule {}
