import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  PageQuery,
  Silence,
  SilenceIdParam,
  SilenceInput,
  SilenceList,
  SilencePreview,
  SilencePreviewInput,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { Silences } from './silences.js';

@ApiTags('silences')
@Controller('silences')
export class SilencesController {
  constructor(private readonly silences: Silences) {}

  @Get()
  @Returns(SilenceList, {
    summary: 'What is hidden, until when, by whom and why; those that are over after them.',
  })
  list(@Actor() ctx: Context, @Query({ schema: PageQuery }) query: PageQuery): Promise<SilenceList> {
    return this.silences.list(ctx, query);
  }

  @Post()
  @HttpCode(200)
  @Returns(Silence, { summary: 'Hides alerts until an instant, with a reason.' })
  add(@Actor() ctx: Context, @Body({ schema: SilenceInput }) input: SilenceInput): Promise<Silence> {
    return this.silences.add(ctx, input);
  }

  @Post('preview')
  @HttpCode(200)
  @Returns(SilencePreview, { summary: 'What a silence would hide, before it is made.' })
  preview(
    @Actor() ctx: Context,
    @Body({ schema: SilencePreviewInput }) input: SilencePreviewInput,
  ): Promise<SilencePreview> {
    return this.silences.preview(ctx, input.matcher);
  }

  @Post(':id/end')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(Silence, { summary: 'Ends a silence now.' })
  end(
    @Actor() ctx: Context,
    @Param({ schema: SilenceIdParam }) { id }: SilenceIdParam,
    @IfMatch() version: number,
  ): Promise<Silence> {
    return this.silences.end(ctx, id, version);
  }
}
