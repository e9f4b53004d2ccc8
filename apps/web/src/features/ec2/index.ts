export { InstancePage } from './instance-page';
export { InstancesPage } from './instances-page';
export { ImagePage } from './image-page';
export { VolumePage } from './volume-page';
