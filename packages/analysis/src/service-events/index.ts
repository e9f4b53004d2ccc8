export * from './parse-service-event.js';
export * from './service-event.js';
