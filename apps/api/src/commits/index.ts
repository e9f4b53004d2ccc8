export { CommitsModule, CommitsReadModule } from './commits.module.js';
export { ReadCommits } from './read-commits.js';
