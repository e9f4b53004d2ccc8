import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/index.js';
import { SilenceRepository } from './silence.repository.js';
import { SilencesController } from './silences.controller.js';
import { Silences } from './silences.js';

@Module({
  imports: [IncidentsModule],
  controllers: [SilencesController],
  providers: [SilenceRepository, Silences],
})
export class SilencesModule {}
