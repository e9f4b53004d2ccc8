export { DeploymentPage } from './deployment-page';
export { DeploymentsPage } from './deployments-page';
