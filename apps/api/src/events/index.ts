export { EventsModule, EventsReadModule } from './events.module.js';
export { ListEvents } from './list-events.js';
