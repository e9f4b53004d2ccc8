export { EnsureUsage } from './ensure-usage.js';
export { UsageModule } from './usage.module.js';
