export { AlertJobModule, AlertsModule } from './alerts.module.js';
export { EvaluateAlerts } from './evaluate-alerts.js';
