/** One way in which a task can make its host slow: what happens, and who did it. */
export interface Variant {
  name: string;
  culprit: string;
  /** Services that must live on its host as well; one behind a load balancer always does. */
  beside?: string[];
  incidents: object[];
}

/** Answers requests, so that its clients feel it. */
export const VICTIM = 'PaymentApiService';

const LOUD = 'ReportWorkerService';
const WORKER = 'OrderWorkerService';
const CLUSTER = 'prod-kr-ec2';

function incident(kind: string, service: string, at: string, duration: string, parameters: object): object {
  return { kind, at, duration, on: { cluster: CLUSTER, service }, parameters };
}

const cpu = (service: string, at: string, factor: number, ramp = 'step', duration = '3h'): object =>
  incident('cpu', service, at, duration, { factor, ramp });
/** The same work moves much more: two incidents multiply, since one takes a factor of a thousand at most. */
const network = (service: string, at: string, factor: number, ramp = 'step', duration = '3h'): object[] => [
  incident('network', service, at, duration, { factor: 1000, ramp }),
  incident('network', service, at, duration, { factor, ramp }),
];
/** Its definition allows it gigabytes, hours before it takes them. */
const roomy = (service: string): object => ({
  kind: 'deployment',
  at: '-4h',
  on: { cluster: CLUSTER, service },
  parameters: { memory: 6144 },
});
/** A host reads from disk beyond three quarters of its memory: 14 times stayed below on some fleets of some hours. */
const memory = (service: string, at: string, ramp = 'step', duration = '3h'): object =>
  incident('memory', service, at, duration, { factor: 24, ramp });

/** Ten noisy neighbours; the first three are the short form. */
export const VARIANTS: readonly Variant[] = [
  { name: 'CPU, at once', culprit: LOUD, incidents: [cpu(LOUD, '-40m', 40)] },
  { name: 'network, at once', culprit: LOUD, incidents: network(LOUD, '-40m', 6) },
  {
    name: 'memory, at once',
    culprit: LOUD,
    incidents: [roomy(LOUD), memory(LOUD, '-40m')],
  },
  { name: 'CPU, a slow ramp', culprit: LOUD, incidents: [cpu(LOUD, '-65m', 60, 'rise', '90m')] },
  { name: 'network, a slow ramp', culprit: LOUD, incidents: network(LOUD, '-65m', 14, 'rise', '90m') },
  {
    name: 'a large and steady innocent beside it',
    culprit: LOUD,
    beside: [WORKER],
    incidents: [cpu(WORKER, '-20h', 9, 'step', '24h'), cpu(LOUD, '-40m', 40)],
  },
  {
    name: 'it began before anybody suffered',
    culprit: LOUD,
    incidents: [cpu(LOUD, '-75m', 10), cpu(LOUD, '-42m', 4)],
  },
  {
    name: 'two suspects, one grows more',
    culprit: LOUD,
    beside: [WORKER],
    incidents: [cpu(LOUD, '-40m', 40), cpu(WORKER, '-40m', 4)],
  },
  {
    name: 'a victim that burns CPU afterwards',
    culprit: LOUD,
    incidents: [cpu(LOUD, '-42m', 40), cpu(VICTIM, '-34m', 6)],
  },
  {
    name: 'a task that was only just started',
    culprit: LOUD,
    incidents: [
      { kind: 'deployment', at: '-46m', on: { cluster: CLUSTER, service: LOUD }, parameters: {} },
      cpu(LOUD, '-46m', 40),
    ],
  },
];
