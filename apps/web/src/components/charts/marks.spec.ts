import { describe, expect, it } from '@jest/globals';
import type { EventItem } from '@danji/shared';
import { clusterMarks, marksOf } from './marks';
import type { Mark, MarkKind } from './model';

const mark = (at: number, kind: MarkKind = 'scaling', label = ''): Mark => ({
  id: String(at),
  at,
  kind,
  label,
  title: label,
  count: 1,
});
const event = (over: Partial<EventItem>): EventItem => ({
  id: 'e',
  at: '2026-11-23T00:00:00.000Z',
  kind: 'deployment',
  type: 'deployment_started',
  severity: 'info',
  resourceId: 'svc-a',
  resourceName: 'a',
  resourceKind: 'ecs_service',
  labels: null,
  parentId: null,
  environment: 'prod',
  team: null,
  message: '',
  title: { en: 'a', ko: 'a' },
  count: 1,
  commits: [],
  url: null,
  params: {},
  actor: null,
  ...over,
});

describe('marks from the timeline', () => {
  it('take their shape from the kind and their word from the change', () => {
    const marks = marksOf(
      [
        event({ params: { revision: 412 } }),
        event({ kind: 'scaling', params: { from: 10, to: 12 } }),
        event({ kind: 'task_stop', severity: 'critical', count: 4 }),
        event({ kind: 'config' }),
      ],
      (text) => text.en,
    );
    expect(marks.map((m) => [m.kind, m.label])).toEqual([
      ['deployment', '412'],
      ['scaling', '10→12'],
      ['stop', '×4'],
      ['config', ''],
    ]);
  });

  it('leave out what is no change: steady states, planned stops, and the end of a rollout that its beginning marks', () => {
    const quiet = [
      event({ kind: 'service_event' }),
      event({ kind: 'task_stop', severity: 'info' }),
      event({ type: 'deployment_completed' }),
    ];
    expect(marksOf(quiet, (text) => text.en)).toEqual([]);
  });
});

describe('marks that lie close', () => {
  const x = (at: number): number => at;

  it('become one, of the gravest kind, and lose none', () => {
    const clusters = clusterMarks([mark(50, 'config'), mark(10), mark(18, 'deployment', '412')], x, {
      left: 0,
      right: 400,
    });
    expect(clusters.map((c) => [c.x, c.kind, c.marks.length, c.label])).toEqual([
      [10, 'deployment', 2, '412'],
      [50, 'config', 1, ''],
    ]);
  });

  it('write to the left at the right edge and stay silent without room', () => {
    const [first, last] = clusterMarks([mark(100, 'scaling', '10→12'), mark(196, 'deployment', '412')], x, {
      left: 0,
      right: 200,
    });
    expect(first).toMatchObject({ side: 'right', label: '10→12' });
    expect(last).toMatchObject({ side: 'left', label: '412' });
    const tight = clusterMarks([mark(100, 'scaling', '10→12'), mark(113, 'deployment', '412')], x, {
      left: 0,
      right: 200,
    });
    expect(tight.map((c) => c.label)).toEqual(['10→12', '412']);
    expect(tight[0]?.side).toBe('left');
    const edge = clusterMarks([mark(3, 'stop', '×2')], x, { left: 0, right: 200 });
    expect(edge[0]).toMatchObject({ side: 'right', label: '×2' });
    const stops = [1, 5].map((at) => ({ ...mark(at, 'stop', '×4'), count: 4 }));
    expect(clusterMarks(stops, x, { left: 0, right: 200 })[0]?.label).toBe('×8');
  });
});
