export * from './catalogue.js';
export * from './message.js';
export * from './render.js';
