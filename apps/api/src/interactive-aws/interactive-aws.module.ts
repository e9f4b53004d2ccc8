import { Module } from '@nestjs/common';
import { InteractivePlaces } from './interactive-places.js';

@Module({ providers: [InteractivePlaces], exports: [InteractivePlaces] })
export class InteractiveAwsModule {}
