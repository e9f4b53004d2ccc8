import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, StatementsAnswer, StatementsQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ReadStatements } from './read-statements.js';

@ApiTags('resources')
@Controller('resources')
export class StatementsController {
  constructor(private readonly readStatements: ReadStatements) {}

  @Get(':id/statements')
  @Returns(StatementsAnswer, {
    summary:
      'Slow and frequent statements of a database by its log, deadlocks, waits, and its load on request.',
  })
  statements(
    @Actor() ctx: Context,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: StatementsQuery }) query: StatementsQuery,
  ): Promise<StatementsAnswer> {
    return this.readStatements.run(ctx, id, query);
  }
}
