export { InstancesPage } from './instances-page';
export { InstancePage } from './instance-page';
