export { eventsQueueOf, scopesOf, type Scope } from './scope.js';
export * from './scope.repository.js';
