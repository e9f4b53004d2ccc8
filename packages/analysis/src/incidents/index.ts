export {
  clockTime,
  alertValue,
  conditionText,
  incidentTitle,
  symptomText,
  type IncidentFacts,
  type SymptomFacts,
} from './incident-text.js';
export { groupAlerts, type AlertGroup, type GroupedAlert } from './group-alerts.js';
export {
  rankChanges,
  type ChangeKind,
  type ChangeRelation,
  type RankedChange,
  type RecentChange,
} from './rank-changes.js';
