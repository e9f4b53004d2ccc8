import { Module } from '@nestjs/common';
import { AlertFactsModule } from '../alert-facts/index.js';
import { AlertListModule } from '../alert-list/index.js';
import { EventsReadModule } from '../events/index.js';
import { LogsModule } from '../logs/index.js';
import { ActOnIncidents } from './act-on-incidents.js';
import { GetIncident } from './get-incident.js';
import { IncidentCharts } from './incident-charts.js';
import { IncidentRepository } from './incident.repository.js';
import { IncidentsController } from './incidents.controller.js';
import { ListIncidents } from './list-incidents.js';
import { NeighbourRepository } from './neighbour.repository.js';
import { ProbableChanges } from './probable-changes.js';

/** Incidents and what changed before them for other features, without routes: a worker tells of them. */
@Module({
  imports: [EventsReadModule],
  providers: [IncidentRepository, NeighbourRepository, ProbableChanges],
  exports: [IncidentRepository, ProbableChanges],
})
export class IncidentsReadModule {}

@Module({
  imports: [IncidentsReadModule, AlertFactsModule, AlertListModule, LogsModule],
  controllers: [IncidentsController],
  providers: [ActOnIncidents, GetIncident, IncidentCharts, ListIncidents],
  exports: [ActOnIncidents, IncidentsReadModule],
})
export class IncidentsModule {}
