export { TaskDefinitionPage } from './task-definition-page';
