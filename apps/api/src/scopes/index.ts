export { scopesOf, type Scope } from './scope.js';
export * from './scope.repository.js';
