export { groupAlerts, type AlertGroup, type GroupedAlert } from './group-alerts.js';
export {
  rankChanges,
  type ChangeKind,
  type ChangeRelation,
  type RankedChange,
  type RecentChange,
} from './rank-changes.js';
