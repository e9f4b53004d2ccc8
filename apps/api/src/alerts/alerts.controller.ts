import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AckInput,
  AlertIdParam,
  AlertItem,
  AlertList,
  AlertOverride,
  AlertOverrideInput,
  AlertPreview,
  AlertPreviewInput,
  AlertQuery,
  AlertRuleList,
  AssignInput,
  IncidentItem,
  NoteInput,
  OverrideIdParam,
  ResolveInput,
  SnoozeInput,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { ListAlerts } from '../alert-list/index.js';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { ActOnIncidents } from '../incidents/index.js';
import { AlertRules } from './alert-rules.js';
import { PreviewRule } from './preview-rule.js';

@ApiTags('alerts')
@Controller()
export class AlertsController {
  constructor(
    private readonly listAlerts: ListAlerts,
    private readonly rules: AlertRules,
    private readonly previewRule: PreviewRule,
    private readonly act: ActOnIncidents,
  ) {}

  @Get('alerts')
  @Returns(AlertList, { summary: 'Every episode of a rule at a resource, newest first.' })
  list(@Actor() ctx: Context, @Query({ schema: AlertQuery }) query: AlertQuery): Promise<AlertList> {
    return this.listAlerts.run(ctx, query);
  }

  @Get('alerts/:id')
  @Returns(AlertItem, { summary: 'One alert.' })
  one(@Actor() ctx: Context, @Param({ schema: AlertIdParam }) { id }: AlertIdParam): Promise<AlertItem> {
    return this.listAlerts.one(ctx, id);
  }

  @Post('alerts/:id/ack')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: "Acknowledges the alert's incident." })
  ack(
    @Actor() ctx: Context,
    @Param({ schema: AlertIdParam }) { id }: AlertIdParam,
    @IfMatch() version: number,
    @Body({ schema: AckInput }) input: AckInput,
  ): Promise<IncidentItem> {
    return this.act.onAlert(ctx, id, version, { kind: 'ack', ...input });
  }

  @Post('alerts/:id/assign')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: "Says who has the alert's incident." })
  assign(
    @Actor() ctx: Context,
    @Param({ schema: AlertIdParam }) { id }: AlertIdParam,
    @IfMatch() version: number,
    @Body({ schema: AssignInput }) input: AssignInput,
  ): Promise<IncidentItem> {
    return this.act.onAlert(ctx, id, version, { kind: 'assign', ...input });
  }

  @Post('alerts/:id/snooze')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: "Puts the alert's incident aside until an instant." })
  snooze(
    @Actor() ctx: Context,
    @Param({ schema: AlertIdParam }) { id }: AlertIdParam,
    @IfMatch() version: number,
    @Body({ schema: SnoozeInput }) input: SnoozeInput,
  ): Promise<IncidentItem> {
    return this.act.onAlert(ctx, id, version, { kind: 'snooze', ...input });
  }

  @Post('alerts/:id/note')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: "Writes a note into the timeline of the alert's incident." })
  note(
    @Actor() ctx: Context,
    @Param({ schema: AlertIdParam }) { id }: AlertIdParam,
    @IfMatch() version: number,
    @Body({ schema: NoteInput }) input: NoteInput,
  ): Promise<IncidentItem> {
    return this.act.onAlert(ctx, id, version, { kind: 'note', ...input });
  }

  @Post('alerts/:id/resolve')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: "Says that the alert's incident is over, or opens it again." })
  resolve(
    @Actor() ctx: Context,
    @Param({ schema: AlertIdParam }) { id }: AlertIdParam,
    @IfMatch() version: number,
    @Body({ schema: ResolveInput }) input: ResolveInput,
  ): Promise<IncidentItem> {
    return this.act.onAlert(ctx, id, version, { kind: 'resolve', ...input });
  }

  @Get('alert-rules')
  @Returns(AlertRuleList, { summary: 'Every rule, what it means, and the numbers that people changed.' })
  listRules(@Actor() ctx: Context): Promise<AlertRuleList> {
    return this.rules.list(ctx);
  }

  @Post('alert-rules/preview')
  @HttpCode(200)
  @Returns(AlertPreview, {
    summary: 'What numbers would have done with what is stored, before they are saved.',
  })
  preview(
    @Actor() ctx: Context,
    @Body({ schema: AlertPreviewInput }) input: AlertPreviewInput,
  ): Promise<AlertPreview> {
    return this.previewRule.run(ctx, input);
  }

  @Post('alert-rules/overrides')
  @HttpCode(200)
  @Returns(AlertOverride, { summary: 'Changes the numbers of a rule for a resource, labels, or everything.' })
  addOverride(
    @Actor() ctx: Context,
    @Body({ schema: AlertOverrideInput }) input: AlertOverrideInput,
  ): Promise<AlertOverride> {
    return this.rules.add(ctx, input);
  }

  @Patch('alert-rules/overrides/:id')
  @TakesIfMatch()
  @Returns(AlertOverride, { summary: 'Changes them again.' })
  changeOverride(
    @Actor() ctx: Context,
    @Param({ schema: OverrideIdParam }) { id }: OverrideIdParam,
    @IfMatch() version: number,
    @Body({ schema: AlertOverrideInput }) input: AlertOverrideInput,
  ): Promise<AlertOverride> {
    return this.rules.change(ctx, id, version, input);
  }

  @Delete('alert-rules/overrides/:id')
  @TakesIfMatch()
  @Returns(AlertOverride, { summary: 'Takes the change back: the rule has its own numbers again.' })
  removeOverride(
    @Actor() ctx: Context,
    @Param({ schema: OverrideIdParam }) { id }: OverrideIdParam,
    @IfMatch() version: number,
  ): Promise<AlertOverride> {
    return this.rules.remove(ctx, id, version);
  }
}
