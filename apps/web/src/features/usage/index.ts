export { UsagePanel } from './usage-panel';
