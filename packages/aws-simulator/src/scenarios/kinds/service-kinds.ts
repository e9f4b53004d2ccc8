import { z } from 'zod';
import { count, factor, kind, oneOrTwo, percent, ramp, seconds, text } from './parts.js';

const fault = z.enum(['image-pull', 'health-check', 'container-health', 'crash', 'start-error']);
const level = z.enum(['debug', 'info', 'warn', 'error', 'fatal']);

/** Incidents that happen to services and their tasks. */
export const SERVICE_KINDS = {
  deployment: kind('service', {
    summary: 'A plain rollout of the next revision.',
    parameters: {
      cpu: count.optional().describe('new task CPU units; unchanged when absent'),
      memory: count.optional().describe('new task memory in MiB; unchanged when absent'),
      environmentName: text.optional().describe('an environment variable that the new revision adds'),
      imageTag: text.optional().describe('tag of the new image; a new commit hash when absent'),
      sameRevision: z
        .boolean()
        .default(false)
        .describe('true = force a new deployment of the revision in force'),
    },
  }),
  'bad-deployment': kind('service', {
    summary:
      'A rollout whose tasks fail. With the circuit breaker it is rolled back; without one it goes on failing, until at the end of `duration` people deploy a good revision.',
    duration: '40m',
    parameters: {
      fault: fault.describe(
        'how new tasks fail: the image cannot be pulled, the target group check fails, the container check fails, the process exits, or a resource cannot be initialised',
      ),
      reason: text
        .optional()
        .describe(
          'stop reason (image-pull, start-error), check reason (health-check) or container reason (crash)',
        ),
      exitCode: z.int().min(0).max(255).default(1).describe('exit code of `crash`'),
      seconds: seconds.default(20).describe('how long a task of `crash` lives after it reached RUNNING'),
      breaker: z.boolean().optional().describe('switches the circuit breaker of the service on or off first'),
      rollback: z.boolean().optional().describe('whether the breaker rolls back'),
      repair: z.boolean().default(true).describe('whether a good revision is deployed at the end'),
    },
  }),
  'out-of-memory': kind('service', {
    summary: 'Tasks are killed for memory again and again (exit 137, `OutOfMemoryError`).',
    duration: '30m',
    parameters: {
      lives: oneOrTwo
        .default([480, 660])
        .describe('seconds that a task lives: lowest (reached at the end) and highest'),
      share: percent.default(100).describe('percent of the tasks that it meets'),
    },
  }),
  'memory-leak': kind('service', {
    summary: 'Memory of all tasks rises over the duration, without a kill unless it meets 100 %.',
    duration: '6h',
    parameters: { factor: factor.default(1.5).describe('memory at the end relative to the usual') },
  }),
  'crash-loop': kind('service', {
    summary: 'Tasks reach RUNNING and exit by themselves; ECS does not back off.',
    duration: '20m',
    parameters: {
      seconds: oneOrTwo.default([25, 70]).describe('seconds that a task lives: lowest and highest'),
      exitCode: z.int().min(0).max(255).default(1).describe('exit code of the essential container'),
      reason: text.optional().describe('container reason; usually none'),
      share: percent.default(100).describe('percent of the tasks that it meets'),
    },
  }),
  'target-health': kind('service', {
    summary:
      'The load balancer finds running targets unhealthy; ECS replaces them. Services with a target group only.',
    duration: '15m',
    parameters: {
      seconds: oneOrTwo
        .default([60, 240])
        .describe('seconds until a task is found unhealthy: lowest and highest'),
      reason: text
        .default('Health checks failed with these codes: [502]')
        .describe('reason in the service event'),
      share: percent.default(60).describe('percent of the tasks that it meets'),
    },
  }),
  'container-health': kind('service', {
    summary: "The container's own HEALTHCHECK fails on running tasks; ECS replaces them.",
    duration: '15m',
    parameters: {
      seconds: oneOrTwo.default([60, 240]).describe('seconds until a task is UNHEALTHY: lowest and highest'),
      share: percent.default(60).describe('percent of the tasks that it meets'),
    },
  }),
  'stop-tasks': kind('service', {
    summary: 'Somebody stops tasks by hand (StopTask); the service starts others.',
    parameters: {
      count: count.default(1).describe('how many'),
      reason: text.default('Task stopped by ops').describe('stoppedReason as given by the caller'),
    },
  }),
  'placement-failure': kind('service', {
    summary: 'New tasks cannot be placed; the service stays below its desired count when it needs any.',
    duration: '20m',
    parameters: {
      message: text
        .default(
          'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone',
        )
        .describe('text of the service event after `(service NAME) `'),
      lose: count
        .default(0)
        .describe('running tasks that are lost at the beginning, so that the failure shows'),
    },
  }),
  'slow-start': kind('service', {
    summary: 'Tasks that start during the incident need longer from the end of the pull to RUNNING.',
    duration: '1h',
    parameters: { seconds: seconds.default(90).describe('seconds added') },
  }),
  traffic: kind('service', {
    summary:
      'More or less load: CPU, memory, connections, network and log lines follow, and target tracking reacts.',
    duration: '30m',
    parameters: {
      factor: factor.default(2.5).describe('load relative to the usual; 0.1 is a drop to a tenth'),
      ramp: ramp
        .default('bell')
        .describe('step = at once, rise = over the whole duration, bell = up and down'),
    },
  }),
  cpu: kind('service', {
    summary: 'The same requests cost more CPU (or less).',
    duration: '30m',
    parameters: {
      factor: factor.default(2).describe('CPU relative to the usual'),
      ramp: ramp.default('step').describe('step, rise or bell'),
    },
  }),
  memory: kind('service', {
    summary: 'Tasks hold more memory (or less), without a kill.',
    duration: '1h',
    parameters: {
      factor: factor.default(1.4).describe('memory relative to the usual'),
      ramp: ramp.default('step').describe('step, rise or bell'),
    },
  }),
  network: kind('service', {
    summary: 'Tasks receive and send more (or less) for the same requests: a copy, a backup, a crawl.',
    duration: '1h',
    parameters: {
      factor: factor.default(300).describe('bytes relative to the usual'),
      ramp: ramp.default('step').describe('step, rise or bell'),
    },
  }),
  scale: kind('service', {
    summary: 'Somebody sets the desired count by hand; with a duration it is set back at the end.',
    parameters: { desired: z.int().min(0).describe('the new desired count') },
  }),
  'scaling-bounds': kind('service', {
    summary:
      "Somebody changes the scaling target's bounds; with a duration they are set back. Scaled services only.",
    parameters: { min: z.int().min(0).describe('new minimum'), max: z.int().min(0).describe('new maximum') },
  }),
  'config-change': kind('service', {
    summary: 'Somebody changes settings of the service; with a duration they are set back.',
    parameters: {
      circuitBreaker: z.boolean().optional().describe('deployment circuit breaker'),
      rollback: z.boolean().optional().describe('its rollback'),
      minimumHealthyPercent: z.int().min(0).max(100).optional().describe('of deployments'),
      maximumPercent: z.int().min(100).max(200).optional().describe('of deployments'),
      executeCommand: z.boolean().optional().describe('ECS Exec'),
      deregistrationSeconds: z.int().min(0).max(3600).optional().describe('of the target group'),
    },
  }),
  'rollout-strategy': kind('service', {
    summary:
      'From now on the service is rolled out another way; what begins later follows it. Place it before a deployment.',
    parameters: {
      strategy: z
        .enum(['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY', 'CODE_DEPLOY', 'EXTERNAL'])
        .describe('ECS’s own strategies, or the controller that works with task sets'),
      bakeMinutes: z.number().min(0).max(1440).default(5).describe('both revisions run so long in the end'),
      stepPercent: percent.default(25).describe('of LINEAR and CANARY: traffic that moves at a time'),
      stepMinutes: z
        .number()
        .min(0)
        .max(1440)
        .default(2)
        .describe('of LINEAR and CANARY: until the next step'),
      hook: text
        .optional()
        .describe('name of a Lambda function that is asked after scale-up and test traffic'),
    },
  }),
  'service-event': kind('service', {
    summary: 'Writes one line among the service events.',
    parameters: { message: text.describe('text after `(service NAME) `') },
  }),
  'log-lines': kind('service', {
    summary: 'Writes more log lines: a new error, a burst, noise. A stack trace is several events.',
    duration: '20m',
    parameters: {
      message: text.describe('the line; `{n}` becomes a number, `{id}` a hex id, `{ms}` a duration'),
      level: level.default('error').describe('its level'),
      perMinute: z.number().positive().max(6000).default(12).describe('lines a minute and task'),
      stack: z.boolean().default(false).describe('followed by a stack trace'),
    },
  }),
  'log-silence': kind('service', {
    summary: 'The tasks run but write nothing.',
    duration: '20m',
    parameters: {},
  }),
  'job-failure': kind('job', {
    summary: 'Runs of a scheduled job that begin during the incident exit with an error.',
    duration: '1d',
    parameters: {
      exitCode: z.int().min(1).max(255).default(1).describe('exit code'),
      afterSeconds: seconds.default(12).describe('seconds after the start'),
    },
  }),
} as const;
