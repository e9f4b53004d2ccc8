import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ClockModule } from './clock/index.js';
import { CollectionModule } from './jobs/index.js';
import { ConfigModule, type Config } from './config/index.js';
import { DatabaseModule, type Database } from './database/index.js';
import { queryFeatures } from './http/query-features.js';
import { loggerOptions } from './logging.js';

/** The whole process: what was told, the database, and, by role, the collector and the features that answer. */
@Module({})
export class AppModule {
  static with(config: Config, database: Database): DynamicModule {
    const foundations = [
      LoggerModule.forRoot(loggerOptions(config)),
      ClockModule,
      ConfigModule.with(config),
      DatabaseModule.with(database),
    ];
    const collector = config.role === 'api' ? [] : [CollectionModule];
    const features = config.role === 'worker' ? [] : [...queryFeatures];
    return { module: AppModule, imports: [...foundations, ...collector, ...features] };
  }
}
