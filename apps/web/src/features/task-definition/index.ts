export { Differences } from './differences-list';
export { TaskDefinitionPage } from './task-definition-page';
