import { Module } from '@nestjs/common';
import { InteractiveAwsModule } from '../interactive-aws/index.js';
import { LoadReader } from './load-reader.js';
import { ReadStatements } from './read-statements.js';
import { StatementRepository } from './statement.repository.js';
import { StatementsController } from './statements.controller.js';

@Module({
  imports: [InteractiveAwsModule],
  controllers: [StatementsController],
  providers: [StatementRepository, LoadReader, ReadStatements],
})
export class StatementsModule {}
