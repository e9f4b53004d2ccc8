import { Module } from '@nestjs/common';
import { ChangeChannel } from './change-channel.repository.js';
import { ChangeFeed } from './change-feed.js';
import { OpenStream } from './open-stream.js';
import { StreamController } from './stream.controller.js';

@Module({ controllers: [StreamController], providers: [ChangeChannel, ChangeFeed, OpenStream] })
export class StreamModule {}
