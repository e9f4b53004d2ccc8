export { DatabasesPage } from './databases-page';
export { DatabasePage } from './database-page';
export { DatabaseClusterPage } from './cluster-page';
