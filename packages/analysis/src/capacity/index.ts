export * from './largest-tasks.js';
export * from './network-interfaces.js';
export * from './room.js';
export * from './strategy.js';
