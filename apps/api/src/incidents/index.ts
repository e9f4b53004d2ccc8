export { ActOnIncidents } from './act-on-incidents.js';
export { toIncident } from './incident-item.js';
export { IncidentRepository } from './incident.repository.js';
export { IncidentsModule, IncidentsReadModule } from './incidents.module.js';
export { ProbableChanges } from './probable-changes.js';
export { writeEntries, type EntryWrite, type FiredAlertRow } from './incident-store.repository.js';
export { hidesSql } from './silenced-sql.js';
export { syncIncidents } from './sync-incidents.js';
