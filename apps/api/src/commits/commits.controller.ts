import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommitAnswer, CommitPreview, CommitQuery, CommitRuleInput, CommitRules } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { GetCommitRules } from './get-commit-rules.js';
import { PreviewCommitRules } from './preview-commit-rules.js';
import { ReadCommits } from './read-commits.js';
import { SaveCommitRules } from './save-commit-rules.js';

@ApiTags('settings')
@Controller()
export class CommitsController {
  constructor(
    private readonly readCommits: ReadCommits,
    private readonly getRules: GetCommitRules,
    private readonly saveRules: SaveCommitRules,
    private readonly previewRules: PreviewCommitRules,
  ) {}

  @Get('commits')
  @Returns(CommitAnswer, { summary: 'The commits that the containers of a task definition were built from.' })
  commits(@Actor() ctx: Context, @Query({ schema: CommitQuery }) query: CommitQuery): Promise<CommitAnswer> {
    return this.readCommits.run(ctx, query);
  }

  @Get('settings/commits')
  @Returns(CommitRules, { summary: 'The rules that find the commit of a revision, and its address.' })
  rules(@Actor() ctx: Context): Promise<CommitRules> {
    return this.getRules.run(ctx);
  }

  @Put('settings/commits')
  @TakesIfMatch()
  @Returns(CommitRules, { summary: 'Saves rules over those of the version in If-Match.' })
  save(
    @Actor() ctx: Context,
    @Body({ schema: CommitRuleInput }) input: CommitRuleInput,
    @IfMatch() version: number,
  ): Promise<CommitRules> {
    return this.saveRules.run(ctx, input, version);
  }

  @Post('settings/commits/preview')
  @HttpCode(200)
  @Returns(CommitPreview, { summary: 'What rules would find in the images that are known.' })
  preview(
    @Actor() ctx: Context,
    @Body({ schema: CommitRuleInput }) input: CommitRuleInput,
  ): Promise<CommitPreview> {
    return this.previewRules.run(ctx, input);
  }
}
