export { DatabasesPage } from './databases-page';
export { DatabasePage } from './database-page';
