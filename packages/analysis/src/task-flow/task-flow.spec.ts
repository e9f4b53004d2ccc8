import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderBoth } from '../message/render.js';
import { CAUSE_CLASSES } from '../stop-cause/stop-cause.js';
import type { TaskTimestamps } from '../task-run/observation.js';
import { FLOW_COLUMNS, flowPath, type FlowTask } from './flow-path.js';
import { taskFlow } from './task-flow.js';
import { TASK_TRIGGERS, taskTrigger, type TriggerFacts } from './trigger.js';

const NOW = 10_000_000;
const NONE: TaskTimestamps = {
  createdAt: null,
  connectivityAt: null,
  pullStartedAt: null,
  pullStoppedAt: null,
  startedAt: null,
  stoppingAt: null,
  executionStoppedAt: null,
  stoppedAt: null,
};
const task = (times: Partial<TaskTimestamps>, facts: Partial<FlowTask> = {}): FlowTask => ({
  taskId: 'a',
  trigger: 'deploy',
  times: { ...NONE, ...times },
  lastStatus: 'RUNNING',
  cause: null,
  abnormal: false,
  stoppedReason: null,
  ...facts,
});

const maybe = fc.option(fc.integer({ min: 0, max: 20_000_000 }), { nil: null });
const anyTask: fc.Arbitrary<FlowTask> = fc.record({
  taskId: fc.string(),
  trigger: fc.constantFrom(...TASK_TRIGGERS),
  times: fc.record({
    createdAt: maybe,
    connectivityAt: maybe,
    pullStartedAt: maybe,
    pullStoppedAt: maybe,
    startedAt: maybe,
    stoppingAt: maybe,
    executionStoppedAt: maybe,
    stoppedAt: maybe,
  }),
  lastStatus: fc.constantFrom('PROVISIONING', 'RUNNING', 'STOPPING', 'STOPPED', 'NEW'),
  cause: fc.option(fc.constantFrom(...CAUSE_CLASSES), { nil: null }),
  abnormal: fc.boolean(),
  stoppedReason: fc.constant(null),
});

describe('the path of a task', () => {
  const start = {
    createdAt: 0,
    connectivityAt: 5000,
    pullStartedAt: 20_000,
    pullStoppedAt: 25_000,
    startedAt: 30_000,
  };

  it.each<[string, FlowTask, string[]]>([
    ['a running task', task(start), ['trigger:deploy', 'start:1m', 'pull:10s', 'run:1d', 'end:running']],
    [
      'a task that died soon',
      task({ ...start, stoppingAt: 80_000, stoppedAt: 90_000 }, { cause: 'oom', lastStatus: 'STOPPED' }),
      ['trigger:deploy', 'start:1m', 'pull:10s', 'run:1m', 'end:oom'],
    ],
    [
      'an image that could not be pulled',
      task(
        { ...start, pullStoppedAt: null, startedAt: null, stoppingAt: 60_000, stoppedAt: 61_000 },
        { cause: 'image_pull' },
      ),
      ['trigger:deploy', 'start:1m', 'pull:failed', 'run:never', 'end:image_pull'],
    ],
    [
      'a network interface that never came',
      task({ createdAt: 0, stoppingAt: 60_000, stoppedAt: 61_000 }, { cause: 'resource_init' }),
      ['trigger:deploy', 'start:failed', 'run:never', 'end:resource_init'],
    ],
    [
      'a container that would not start',
      task({ ...start, startedAt: null, stoppedAt: 61_000 }, { cause: 'failed_to_start' }),
      ['trigger:deploy', 'start:1m', 'pull:10s', 'run:never', 'end:failed_to_start'],
    ],
    [
      'a task being placed',
      task({ createdAt: 0 }, { lastStatus: 'PROVISIONING' }),
      ['trigger:deploy', 'start:waiting', 'end:starting'],
    ],
    [
      'a task being stopped',
      task({ ...start, stoppingAt: 9_000_000 }),
      ['trigger:deploy', 'start:1m', 'pull:10s', 'run:1d', 'end:stopping'],
    ],
    [
      'a task of which only the start is known',
      task({ startedAt: 1 }),
      ['trigger:deploy', 'start:unknown', 'pull:unknown', 'run:1d', 'end:running'],
    ],
  ])('%s', (_name, facts, path) => {
    expect(flowPath(facts, NOW)).toEqual(path);
  });
});

describe('the flow of many tasks', () => {
  const flows = fc.array(anyTask, { maxLength: 40 });

  it('goes only to the right, so it has no cycle', () => {
    fc.assert(
      fc.property(flows, (tasks) => {
        const column = (id: string): number => FLOW_COLUMNS.findIndex((name) => id.startsWith(`${name}:`));
        for (const { source, target, value } of taskFlow({ tasks, previousStops: {}, asOf: NOW }).links) {
          expect(column(target)).toBeGreaterThan(column(source));
          expect(value).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('loses and invents no task', () => {
    fc.assert(
      fc.property(flows, (tasks) => {
        const { nodes, links } = taskFlow({ tasks, previousStops: {}, asOf: NOW });
        const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
        for (const node of nodes) {
          const into = sum(links.filter((link) => link.target === node.id).map((link) => link.value));
          const out = sum(links.filter((link) => link.source === node.id).map((link) => link.value));
          if (node.phase !== 'trigger') expect(into).toBe(node.count);
          if (node.phase !== 'end') expect(out).toBe(node.count);
          expect(renderBoth(node.label).ko).not.toBe('');
          expect(node.label.key).not.toBe('flow.other');
        }
        for (const edge of ['trigger', 'end']) {
          expect(sum(nodes.filter((node) => node.phase === edge).map((node) => node.count))).toBe(
            tasks.length,
          );
        }
        expect(new Set(nodes.map((node) => node.id)).size).toBe(nodes.length);
      }),
    );
  });

  it('lists stop reasons by frequency, with the newest example and the period before', () => {
    const stopped = (taskId: string, at: number, cause: FlowTask['cause'], reason: string): FlowTask =>
      task(
        { createdAt: 0, startedAt: 1, stoppedAt: at },
        { taskId, cause, stoppedReason: reason, abnormal: cause === 'oom' },
      );
    const tasks = [
      stopped('x', 5, 'oom', 'old'),
      stopped('y', 9, 'oom', 'new'),
      stopped('z', 7, 'deploy', 'd'),
    ];
    const { stopReasons } = taskFlow({ tasks, previousStops: { oom: 5 }, asOf: NOW });
    expect(stopReasons).toMatchObject([
      { class: 'oom', count: 2, previousCount: 5, example: 'new', exampleTaskId: 'y', abnormal: true },
      { class: 'deploy', count: 1, previousCount: 0, abnormal: false },
    ]);
  });
});

describe('what started a task', () => {
  const facts: TriggerFacts = {
    createdAt: 1_000_000,
    group: 'service:a',
    startedBy: 'ecs-svc/1',
    deployments: [],
    scaleOutsAt: [],
    stops: [],
  };
  it.each<[string, Partial<TriggerFacts>, string]>([
    ['its rollout', { deployments: [{ id: 'ecs-svc/1', from: 900_000, to: null }] }, 'deploy'],
    ['not a rollout that had ended', { deployments: [{ id: 'ecs-svc/1', from: 1, to: 2 }] }, 'unknown'],
    [
      'a scale-out',
      { scaleOutsAt: [950_000], stops: [{ at: 950_000, spot: false, planned: false }] },
      'scale_out',
    ],
    ['a stop before', { stops: [{ at: 950_000, spot: false, planned: false }] }, 'replacement'],
    ['not a planned stop', { stops: [{ at: 950_000, spot: false, planned: true }] }, 'unknown'],
    ['Spot', { stops: [{ at: 950_000, spot: true, planned: false }] }, 'spot_replacement'],
    ['a schedule', { group: 'family:job', startedBy: 'events-rule/nightly' }, 'schedule'],
    ['a person', { group: 'family:job', startedBy: 'me' }, 'manual'],
    ['nobody known', { group: null, startedBy: null }, 'unknown'],
  ])('%s', (_name, given, trigger) => {
    expect(taskTrigger({ ...facts, ...given })).toBe(trigger);
  });
});
