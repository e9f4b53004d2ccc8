import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AckInput,
  AssignInput,
  BulkAnswer,
  BulkInput,
  IncidentDetail,
  IncidentIdParam,
  IncidentItem,
  IncidentList,
  IncidentQuery,
  NoteInput,
  OneIncidentQuery,
  ResolveInput,
  SnoozeInput,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { ActOnIncidents } from './act-on-incidents.js';
import { GetIncident } from './get-incident.js';
import { ListIncidents } from './list-incidents.js';

@ApiTags('incidents')
@Controller('incidents')
export class IncidentsController {
  constructor(
    private readonly listIncidents: ListIncidents,
    private readonly getIncident: GetIncident,
    private readonly act: ActOnIncidents,
  ) {}

  @Get()
  @Returns(IncidentList, { summary: 'What is wrong: open, silenced, or the history of 14 days.' })
  list(@Actor() ctx: Context, @Query({ schema: IncidentQuery }) query: IncidentQuery): Promise<IncidentList> {
    return this.listIncidents.run(ctx, query);
  }

  @Post('bulk')
  @HttpCode(200)
  @Returns(BulkAnswer, { summary: 'One act upon several incidents: upon all of them, or upon none.' })
  bulk(@Actor() ctx: Context, @Body({ schema: BulkInput }) input: BulkInput): Promise<BulkAnswer> {
    return this.act.bulk(ctx, input);
  }

  @Get(':id')
  @Returns(IncidentDetail, { summary: 'One incident: what changed before it, its checks, who did what.' })
  one(
    @Actor() ctx: Context,
    @Param({ schema: IncidentIdParam }) { id }: IncidentIdParam,
    @Query({ schema: OneIncidentQuery }) { tz }: OneIncidentQuery,
  ): Promise<IncidentDetail> {
    return this.getIncident.run(ctx, id, tz);
  }

  @Post(':id/ack')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: 'Says that somebody has seen it, or takes that back.' })
  ack(
    @Actor() ctx: Context,
    @Param({ schema: IncidentIdParam }) { id }: IncidentIdParam,
    @IfMatch() version: number,
    @Body({ schema: AckInput }) input: AckInput,
  ): Promise<IncidentItem> {
    return this.act.one(ctx, id, version, { kind: 'ack', ...input });
  }

  @Post(':id/assign')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: 'Says who has it.' })
  assign(
    @Actor() ctx: Context,
    @Param({ schema: IncidentIdParam }) { id }: IncidentIdParam,
    @IfMatch() version: number,
    @Body({ schema: AssignInput }) input: AssignInput,
  ): Promise<IncidentItem> {
    return this.act.one(ctx, id, version, { kind: 'assign', ...input });
  }

  @Post(':id/snooze')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: 'Puts it aside until an instant.' })
  snooze(
    @Actor() ctx: Context,
    @Param({ schema: IncidentIdParam }) { id }: IncidentIdParam,
    @IfMatch() version: number,
    @Body({ schema: SnoozeInput }) input: SnoozeInput,
  ): Promise<IncidentItem> {
    return this.act.one(ctx, id, version, { kind: 'snooze', ...input });
  }

  @Post(':id/note')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: 'Writes a note into its timeline.' })
  note(
    @Actor() ctx: Context,
    @Param({ schema: IncidentIdParam }) { id }: IncidentIdParam,
    @IfMatch() version: number,
    @Body({ schema: NoteInput }) input: NoteInput,
  ): Promise<IncidentItem> {
    return this.act.one(ctx, id, version, { kind: 'note', ...input });
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @TakesIfMatch()
  @Returns(IncidentItem, { summary: 'Says that it is over, or opens it again.' })
  resolve(
    @Actor() ctx: Context,
    @Param({ schema: IncidentIdParam }) { id }: IncidentIdParam,
    @IfMatch() version: number,
    @Body({ schema: ResolveInput }) input: ResolveInput,
  ): Promise<IncidentItem> {
    return this.act.one(ctx, id, version, { kind: 'resolve', ...input });
  }
}
