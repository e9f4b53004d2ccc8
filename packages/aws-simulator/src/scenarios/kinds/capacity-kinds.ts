import { z } from 'zod';
import { factor, kind, percent, ramp, seconds, text } from './parts.js';

/** Incidents of clusters, capacity and instances. */
export const CAPACITY_KINDS = {
  'fargate-spot-wave': kind('cluster', {
    summary:
      'Fargate Spot takes tasks of several services back within minutes; while it lasts, Spot has little capacity (with `az`) or none.',
    duration: '25m',
    parameters: {
      az: text.optional().describe('the zone (`a`, `b`, `c` or its whole name); all zones when absent'),
      share: percent.default(70).describe('percent of the Spot tasks of the zone that are interrupted'),
      spreadSeconds: seconds.default(240).describe('over which the interruptions are spread'),
    },
  }),
  'fargate-spot-shortage': kind('cluster', {
    summary: 'Fargate Spot has no capacity: running tasks stay, new ones cannot be placed.',
    duration: '1h',
    parameters: { az: text.optional().describe('the zone; all zones when absent') },
  }),
  'instance-spot-interruption': kind('instance', {
    summary:
      'EC2 Spot reclaims instances: two minutes after the warning they end, with their tasks, and are replaced elsewhere.',
    parameters: { spreadSeconds: seconds.default(180).describe('over which the warnings are spread') },
  }),
  'instance-lost': kind('instance', {
    summary: 'Instances fail: status checks fail, a few minutes later the group replaces them.',
    parameters: {
      afterSeconds: seconds.default(180).describe('seconds from the failing check to termination'),
    },
  }),
  'instance-terminated': kind('instance', {
    summary: 'Somebody terminates instances; their tasks die with them. Groups start others.',
    parameters: {},
  }),
  'agent-disconnected': kind('instance', {
    summary: 'The ECS agent loses its connection: nothing is placed there, the tasks go on.',
    duration: '30m',
    parameters: {},
  }),
  'instance-draining': kind('instance', {
    summary:
      'A container instance is set to DRAINING and hangs there: nothing is placed on it, its tasks stay.',
    duration: '2h',
    parameters: {},
  }),
  'status-check': kind('instance', {
    summary: 'The instance status check fails for a while.',
    duration: '12m',
    parameters: {},
  }),
  'instance-cpu': kind('instance', {
    summary: 'CPU of an instance beside its tasks (a noisy process; on a T type it uses up the credits).',
    duration: '2h',
    parameters: {
      percent: z.number().min(0).max(100).default(90).describe('CPU percent added'),
      ramp: ramp.default('step').describe('step, rise or bell'),
    },
  }),
  'instance-network': kind('instance', {
    summary: 'Traffic of an instance relative to the usual.',
    duration: '1h',
    parameters: {
      factor: factor.default(20).describe('factor'),
      ramp: ramp.default('bell').describe('step, rise or bell'),
    },
  }),
  'instance-disk': kind('instance', {
    summary: 'EBS operations of an instance relative to the usual.',
    duration: '1h',
    parameters: {
      factor: factor.default(10).describe('factor'),
      ramp: ramp.default('bell').describe('step, rise or bell'),
    },
  }),
} as const;
