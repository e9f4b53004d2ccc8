export { LogsPage } from './logs-page';
export { RolloutTemplates } from './rollout-templates';
