import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ChannelIdParam,
  ChannelInput,
  ChannelTestAnswer,
  DeliveryList,
  DeliveryQuery,
  Heartbeat,
  HeartbeatInput,
  NotificationChannel,
  NotificationChannelList,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { Channels } from './channels.js';
import { CallHeartbeat } from './heartbeat.js';

@ApiTags('notifications')
@Controller()
export class NotificationsController {
  constructor(
    private readonly channels: Channels,
    private readonly heartbeat: CallHeartbeat,
  ) {}

  @Get('notification-channels')
  @Returns(NotificationChannelList, { summary: 'Receivers of messages, without what is secret of them.' })
  list(@Actor() ctx: Context): Promise<NotificationChannelList> {
    return this.channels.list(ctx);
  }

  @Post('notification-channels')
  @HttpCode(200)
  @Returns(NotificationChannel, { summary: 'Adds a receiver: Slack, a webhook, or e-mail.' })
  add(
    @Actor() ctx: Context,
    @Body({ schema: ChannelInput }) input: ChannelInput,
  ): Promise<NotificationChannel> {
    return this.channels.add(ctx, input);
  }

  @Patch('notification-channels/:id')
  @TakesIfMatch()
  @Returns(NotificationChannel, { summary: 'Changes a receiver; a secret that is left out stays.' })
  change(
    @Actor() ctx: Context,
    @Param({ schema: ChannelIdParam }) { id }: ChannelIdParam,
    @IfMatch() version: number,
    @Body({ schema: ChannelInput }) input: ChannelInput,
  ): Promise<NotificationChannel> {
    return this.channels.change(ctx, id, version, input);
  }

  @Delete('notification-channels/:id')
  @TakesIfMatch()
  @Returns(NotificationChannel, { summary: 'Removes a receiver; what waits for it is not sent.' })
  remove(
    @Actor() ctx: Context,
    @Param({ schema: ChannelIdParam }) { id }: ChannelIdParam,
    @IfMatch() version: number,
  ): Promise<NotificationChannel> {
    return this.channels.remove(ctx, id, version);
  }

  @Post('notification-channels/:id/test')
  @HttpCode(200)
  @Returns(ChannelTestAnswer, { summary: 'Sends a marked message now and says what the receiver answered.' })
  test(
    @Actor() ctx: Context,
    @Param({ schema: ChannelIdParam }) { id }: ChannelIdParam,
  ): Promise<ChannelTestAnswer> {
    return this.channels.test(ctx, id);
  }

  @Get('notification-deliveries')
  @Returns(DeliveryList, { summary: 'What was sent to whom, what waits, and what did not arrive.' })
  deliveries(
    @Actor() ctx: Context,
    @Query({ schema: DeliveryQuery }) query: DeliveryQuery,
  ): Promise<DeliveryList> {
    return this.channels.deliveries(ctx, query);
  }

  @Get('heartbeat')
  @Returns(Heartbeat, { summary: 'The address that is called after each whole cycle.' })
  readHeartbeat(@Actor() ctx: Context): Promise<Heartbeat> {
    return this.heartbeat.read(ctx);
  }

  @Put('heartbeat')
  @TakesIfMatch()
  @Returns(Heartbeat, { summary: 'Saves that address, or none.' })
  saveHeartbeat(
    @Actor() ctx: Context,
    @IfMatch() version: number,
    @Body({ schema: HeartbeatInput }) input: HeartbeatInput,
  ): Promise<Heartbeat> {
    return this.heartbeat.save(ctx, input, version);
  }
}
