export { CommitsPage } from './commits-page';
