export { GetResource } from './get-resource.js';
export { ResourcesModule } from './resources.module.js';
