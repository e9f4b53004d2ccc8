import { Module } from '@nestjs/common';
import { AlertReadRepository } from './alert-read.repository.js';
import { ListAlerts } from './list-alerts.js';

/** Stored alerts, without routes. */
@Module({ providers: [AlertReadRepository, ListAlerts], exports: [AlertReadRepository, ListAlerts] })
export class AlertListModule {}
