import { Module } from '@nestjs/common';
import { CheckReadiness } from './check-readiness.js';
import { HealthController } from './health.controller.js';
import { HealthRepository } from './health.repository.js';

@Module({ controllers: [HealthController], providers: [HealthRepository, CheckReadiness] })
export class HealthModule {}
