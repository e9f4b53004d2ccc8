export { groupAlerts, type AlertGroup, type GroupedAlert } from './group-alerts.js';
