export { ClustersPage } from './clusters-page';
export { ClusterPage } from './cluster-page';
