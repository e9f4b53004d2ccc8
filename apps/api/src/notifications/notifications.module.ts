import { Module } from '@nestjs/common';
import { IncidentsReadModule } from '../incidents/index.js';
import { ChannelRepository } from './channel.repository.js';
import { Channels } from './channels.js';
import { CallHeartbeat } from './heartbeat.js';
import { ReadMessageFacts } from './message-facts.js';
import { NotificationRepository } from './notification.repository.js';
import { NotificationsController } from './notifications.controller.js';
import { SendNotifications } from './send-notifications.js';
import { UnreadRepository } from './unread.repository.js';

/** The sender alone, without routes: what a worker imports. */
@Module({
  imports: [IncidentsReadModule],
  providers: [
    ChannelRepository,
    NotificationRepository,
    ReadMessageFacts,
    SendNotifications,
    UnreadRepository,
    CallHeartbeat,
  ],
  exports: [ChannelRepository, NotificationRepository, ReadMessageFacts, SendNotifications, CallHeartbeat],
})
export class NotificationJobModule {}

@Module({ imports: [NotificationJobModule], controllers: [NotificationsController], providers: [Channels] })
export class NotificationsModule {}
