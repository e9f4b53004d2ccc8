export { SearchDialog } from './search-dialog';
export { SearchTrigger } from './search-trigger';
