export { EventsModule } from './events.module.js';
export { ListEvents } from './list-events.js';
