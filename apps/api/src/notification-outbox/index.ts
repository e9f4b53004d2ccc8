export { dropNotifications, queueNotifications, toldOf, type IncidentChange } from './outbox.repository.js';
