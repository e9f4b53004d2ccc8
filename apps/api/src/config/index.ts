export * from './config.js';
export * from './config.module.js';
export * from './environment.js';
export { explainCatalogueProblems, readCatalogueFiles } from './read-catalogue-files.js';
export type { ScopeDefinition } from './scopes-variable.js';
