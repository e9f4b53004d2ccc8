export { BalancersPage } from './balancers-page';
export { BalancerPage } from './balancer-page';
export { GroupPage } from './group-page';
export { CanaryPage } from './canary-page';
export { TaskHealth } from './task-health';
export { ServiceTraffic } from './service-traffic';
