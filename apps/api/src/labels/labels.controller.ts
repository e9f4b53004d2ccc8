import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LabelPreview, LabelRuleInput, LabelRules } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { GetLabelRules } from './get-label-rules.js';
import { PreviewLabelRules } from './preview-label-rules.js';
import { SaveLabelRules } from './save-label-rules.js';

@ApiTags('settings')
@Controller('settings/labels')
export class LabelsController {
  constructor(
    private readonly getRules: GetLabelRules,
    private readonly previewRules: PreviewLabelRules,
    private readonly saveRules: SaveLabelRules,
  ) {}

  @Get()
  @Returns(LabelRules, { summary: 'The rules that give resources environment, team and tier.' })
  rules(@Actor() ctx: Context): Promise<LabelRules> {
    return this.getRules.run(ctx);
  }

  @Put()
  @TakesIfMatch()
  @Returns(LabelRules, { summary: 'Saves rules over those of the version in If-Match.' })
  save(
    @Actor() ctx: Context,
    @Body({ schema: LabelRuleInput }) input: LabelRuleInput,
    @IfMatch() version: number,
  ): Promise<LabelRules> {
    return this.saveRules.run(ctx, input, version);
  }

  @Post('preview')
  @HttpCode(200)
  @Returns(LabelPreview, { summary: 'What rules would change, and which resources none of them matches.' })
  preview(
    @Actor() ctx: Context,
    @Body({ schema: LabelRuleInput }) input: LabelRuleInput,
  ): Promise<LabelPreview> {
    return this.previewRules.run(ctx, input);
  }
}
