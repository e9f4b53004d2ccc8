export { dropNotifications, queueNotifications, type IncidentChange } from './outbox.repository.js';
