export { CollectionStatusModule } from './collection-status.module.js';
