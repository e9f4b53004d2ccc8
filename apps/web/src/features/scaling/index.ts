export { Activities } from './activities';
export { CapacityProviderPage } from './capacity-provider-page';
export { Findings } from './findings';
export { GroupPage } from './group-page';
export { Policies } from './policies';
export { ScalingPage } from './scaling-page';
export { Scheduled } from './scheduled';
