export { IncidentPage } from './incident-page';
export { IncidentsPage } from './incidents-page';
export { RulesPage } from './rules-page';
export { SilencesPage } from './silences-page';
