export { AlarmPage } from './alarm-page';
export { AlarmsPage } from './alarms-page';
export { AlarmsPanel } from './alarms-panel';
