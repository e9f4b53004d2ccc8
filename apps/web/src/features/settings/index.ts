export { LabelsPage } from './labels-page';
export { LogSettingsPage } from './log-settings-page';
