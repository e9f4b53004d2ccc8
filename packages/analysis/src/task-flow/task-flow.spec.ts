import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderBoth } from '../message/render.js';
import { CAUSE_CLASSES } from '../stop-cause/stop-cause.js';
import type { TaskTimestamps } from '../task-run/observation.js';
import { momentsOf } from '../task-run/phase-spans.js';
import { FLOW_COLUMNS, flowPath, type FlowTask } from './flow-path.js';
import { StopHours } from './stop-hours.js';
import { FlowTally, type TaskFlow } from './task-flow.js';
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
  trigger: 'deploy',
  moments: momentsOf({ ...NONE, ...times }),
  healthyAt: NaN,
  lastStatus: 'RUNNING',
  cause: null,
  abnormal: false,
  ...facts,
});

const maybe = fc.option(fc.integer({ min: 0, max: 20_000_000 }), { nil: null });
const anyTask: fc.Arbitrary<FlowTask> = fc.record({
  trigger: fc.constantFrom(...TASK_TRIGGERS),
  moments: fc
    .record({
      createdAt: maybe,
      connectivityAt: maybe,
      pullStartedAt: maybe,
      pullStoppedAt: maybe,
      startedAt: maybe,
      stoppingAt: maybe,
      executionStoppedAt: maybe,
      stoppedAt: maybe,
    })
    .map(momentsOf),
  healthyAt: fc.constantFrom(NaN, 5_000_000),
  lastStatus: fc.constantFrom('PROVISIONING', 'RUNNING', 'STOPPING', 'STOPPED', 'NEW'),
  cause: fc.option(fc.constantFrom(...CAUSE_CLASSES), { nil: null }),
  abnormal: fc.boolean(),
});

/** A flow of everything that ever happened, hours told in Seoul. */
function taskFlow(tasks: readonly FlowTask[], range = { from: 0, to: Infinity }): TaskFlow {
  const tally = new FlowTally({ ...range, asOf: NOW, timeZone: 'Asia/Seoul' });
  for (const each of tasks) tally.add(each);
  return tally.result();
}

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
        for (const { source, target, value } of taskFlow(tasks).links) {
          expect(column(target)).toBeGreaterThan(column(source));
          expect(value).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('loses and invents no task', () => {
    fc.assert(
      fc.property(flows, (tasks) => {
        const { nodes, links } = taskFlow(tasks);
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

  it('counts stops by the hour of the zone, abnormal ones apart, within the range only', () => {
    const stopped = (at: number, abnormal: boolean): FlowTask =>
      task({ createdAt: 0, startedAt: 1, stoppedAt: at }, { cause: 'oom', abnormal });
    const at = (text: string): number => Date.parse(text);
    const tasks = [
      stopped(at('2026-11-22T15:10:00Z'), true),
      stopped(at('2026-11-22T15:50:00Z'), false),
      stopped(at('2026-11-22T16:00:00Z'), false),
      stopped(at('2026-11-24T00:00:00Z'), true),
    ];
    const range = { from: at('2026-11-22T00:00:00Z'), to: at('2026-11-24T00:00:00Z') };
    expect(taskFlow(tasks, range).stopHours).toEqual([
      {
        date: '2026-11-23',
        hour: 0,
        from: at('2026-11-22T15:00:00Z'),
        to: at('2026-11-22T16:00:00Z'),
        stops: 2,
        abnormal: 1,
      },
      {
        date: '2026-11-23',
        hour: 1,
        from: at('2026-11-22T16:00:00Z'),
        to: at('2026-11-22T17:00:00Z'),
        stops: 1,
        abnormal: 0,
      },
    ]);
  });

  it('takes both hours of one name where the clocks go back, and hours that begin at a half', () => {
    const stops = new StopHours();
    for (const text of ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z']) stops.add(Date.parse(text), false);
    expect(stops.result('America/New_York')).toEqual([
      expect.objectContaining({
        date: '2026-11-01',
        hour: 1,
        stops: 2,
        from: Date.parse('2026-11-01T05:00:00Z'),
        to: Date.parse('2026-11-01T07:00:00Z'),
      }),
    ]);
    expect(stops.result('Asia/Kolkata')[0]).toMatchObject({
      hour: 11,
      from: Date.parse('2026-11-01T05:30:00Z'),
    });
  });

  it('measures the parts of a start by tasks that began to run in the range, and stays that ended in it', () => {
    const started = (createdAt: number, seconds: readonly [number, number, number, number]): FlowTask => {
      const [connect, prepare, pull, start] = seconds.map((each) => each * 1000) as [
        number,
        number,
        number,
        number,
      ];
      const connectivityAt = createdAt + connect;
      const pullStartedAt = connectivityAt + prepare;
      const pullStoppedAt = pullStartedAt + pull;
      return task({
        createdAt,
        connectivityAt,
        pullStartedAt,
        pullStoppedAt,
        startedAt: pullStoppedAt + start,
      });
    };
    const tasks = [
      started(0, [1, 1, 1, 1]),
      started(1_000_000, [4, 2, 20, 3]),
      { ...started(1_500_000, [6, 4, 10, 5]), healthyAt: 1_537_000 },
    ];
    const { startup, dwell } = taskFlow(tasks, { from: 1_000_000, to: 2_000_000 });
    expect(startup.map(({ part, count, p50 }) => [part, count, p50])).toEqual([
      ['provision', 2, 8],
      ['pull', 2, 15],
      ['start', 2, 4],
      ['total', 2, 27],
      ['healthy', 1, 12],
    ]);
    expect(dwell.map(({ phase, count, p50 }) => [phase, count, p50])).toEqual([
      ['provision', 2, 5],
      ['prepare', 2, 3],
      ['pull', 2, 15],
      ['start', 2, 4],
    ]);
  });

  it('interpolates percentiles', () => {
    const tasks = [1000, 2000, 3000].map((end) => task({ createdAt: 0, startedAt: end }));
    expect(taskFlow(tasks).dwell).toEqual([{ phase: 'start', count: 3, p50: 2, p90: 2.8, p99: 2.98 }]);
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
