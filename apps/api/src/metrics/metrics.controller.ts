import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CatalogueAnswer,
  CatalogueQuery,
  ExactAnswer,
  ExactBody,
  MetricsAnswer,
  MetricsQuery,
  MetricsQueryBody,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ListCatalogue } from './list-catalogue.js';
import { QueryExact } from './query-exact.js';
import { QueryMetrics } from './query-metrics.js';

@ApiTags('metrics')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly queryMetrics: QueryMetrics,
    private readonly queryExact: QueryExact,
    private readonly listCatalogue: ListCatalogue,
  ) {}

  @Get('query')
  @Returns(MetricsAnswer, {
    summary: 'Stored series over a range: the product of the repeated parameters.',
    trusted: true,
  })
  queryProduct(
    @Actor() ctx: Context,
    @Query({ schema: MetricsQuery }) query: MetricsQuery,
  ): Promise<MetricsAnswer> {
    return this.queryMetrics.product(ctx, query);
  }

  @Post('query')
  @HttpCode(200)
  @Returns(MetricsAnswer, { summary: 'Stored series over a range: up to 500 named queries.', trusted: true })
  queryNamed(
    @Actor() ctx: Context,
    @Body({ schema: MetricsQueryBody }) body: MetricsQueryBody,
  ): Promise<MetricsAnswer> {
    return this.queryMetrics.run(ctx, body);
  }

  @Post('exact')
  @HttpCode(200)
  @Returns(ExactAnswer, {
    summary: 'A percentile over a whole range, computed by CloudWatch: one request that may cost money.',
  })
  exact(@Actor() ctx: Context, @Body({ schema: ExactBody }) body: ExactBody): Promise<ExactAnswer> {
    return this.queryExact.run(ctx, body);
  }

  @Get('catalogue')
  @Returns(CatalogueAnswer, { summary: 'What can be collected, or what is collected of one resource.' })
  catalogue(
    @Actor() ctx: Context,
    @Query({ schema: CatalogueQuery }) query: CatalogueQuery,
  ): Promise<CatalogueAnswer> {
    return this.listCatalogue.run(ctx, query.resource);
  }
}
