/** One message file per feature and language: messages/{en,ko}/<feature>.json; its keys live under the feature's name. */
export const FEATURES = [
  'common',
  'shell',
  'charts',
  'timeline',
  'overview',
  'clusters',
  'service',
  'taskDefinition',
  'tasks',
  'scaling',
  'ec2',
  'usage',
  'rds',
  'loadBalancing',
  'alarms',
  'network',
  'recommendations',
  'collection',
  'search',
  'settings',
] as const;
export type Feature = (typeof FEATURES)[number];
