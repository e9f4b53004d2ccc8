export { LabelsPage } from './labels-page';
export { LogSettingsPage } from './log-settings-page';
export { SettingsTrail } from './settings-trail';
