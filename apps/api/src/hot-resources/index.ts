export { keepHot, readHotResources, type HotCause, type HotResources } from './hot-resources.repository.js';
