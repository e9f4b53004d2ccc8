import { Module } from '@nestjs/common';
import { AlertFactsModule } from '../alert-facts/index.js';
import { AlertListModule } from '../alert-list/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { AlertRules } from './alert-rules.js';
import { AlertStoreRepository } from './alert-store.repository.js';
import { AlertsController } from './alerts.controller.js';
import { EvaluateAlerts } from './evaluate-alerts.js';
import { OverrideRepository } from './override.repository.js';
import { PreviewRule } from './preview-rule.js';
import { RuleFigureRepository } from './rule-figure.repository.js';

/** The job alone, without routes: what a worker imports. */
@Module({
  imports: [AlertFactsModule],
  providers: [AlertStoreRepository, OverrideRepository, EvaluateAlerts],
  exports: [EvaluateAlerts, OverrideRepository],
})
export class AlertJobModule {}

@Module({
  imports: [AlertJobModule, AlertFactsModule, AlertListModule, IncidentsModule],
  controllers: [AlertsController],
  providers: [AlertRules, PreviewRule, RuleFigureRepository],
})
export class AlertsModule {}
