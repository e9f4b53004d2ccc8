export { AlertListModule } from './alert-list.module.js';
export { toAlert } from './alert-item.js';
export { AlertReadRepository } from './alert-read.repository.js';
export { ListAlerts } from './list-alerts.js';
