import { Module } from '@nestjs/common';
import { LoadReader } from './load-reader.js';
import { ReadStatements } from './read-statements.js';
import { StatementRepository } from './statement.repository.js';
import { StatementsController } from './statements.controller.js';

@Module({
  controllers: [StatementsController],
  providers: [StatementRepository, LoadReader, ReadStatements],
})
export class StatementsModule {}
