export { CallHeartbeat } from './heartbeat.js';
export { NotificationJobModule, NotificationsModule } from './notifications.module.js';
export { SendNotifications } from './send-notifications.js';
