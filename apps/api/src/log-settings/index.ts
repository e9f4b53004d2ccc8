export { lineMask, type LineMask } from './line-mask.js';
export { readLogSettings } from './log-settings.repository.js';
export { LogSettingsModule } from './log-settings.module.js';
