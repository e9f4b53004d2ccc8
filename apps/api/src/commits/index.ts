export { CommitsModule } from './commits.module.js';
export { ReadCommits } from './read-commits.js';
