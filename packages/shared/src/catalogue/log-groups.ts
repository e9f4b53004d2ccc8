import { sparseCountOf, rowsOf } from './row.js';

/** The rate of lines without reading one: no scan is paid. Silent minutes are left out. */
export const LOG_GROUP_METRICS = rowsOf(
  {
    kind: 'log_group',
    namespace: 'AWS/Logs',
    period: 60,
    delaySeconds: 300,
    dimensions: { LogGroupName: 'name' },
    optional: true,
  },
  [
    { ...sparseCountOf('IncomingLogEvents', 'Log lines', '로그 줄'), awsUnit: 'None' },
    { ...sparseCountOf('IncomingBytes', 'Log bytes', '로그 바이트'), awsUnit: 'Bytes', unit: 'bytes' },
  ],
);
