export * from './database.js';
export * from './database.module.js';
export * from './notify-changes.js';
export * from './transaction.js';
export * from './bulk-write.js';
export * from './binary-array.js';
export * from './versioned-setting.repository.js';
