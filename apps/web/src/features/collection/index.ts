export { CollectionPage } from './collection-page';
