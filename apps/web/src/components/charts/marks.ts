import type { EventItem, Localised } from '@danji/shared';
import type { Mark, MarkKind } from './model';

const KIND: Record<string, MarkKind> = {
  deployment: 'deployment',
  scaling: 'scaling',
  task_stop: 'stop',
};

/** Marks of what changed, from the timeline. Calm stops (part of a rollout or scale-in) and steady states are none. */
export function marksOf(events: readonly EventItem[], text: (sentence: Localised) => string): Mark[] {
  return events
    .filter((event) => event.kind !== 'service_event' && event.kind !== 'state')
    .filter((event) => event.kind !== 'task_stop' || event.severity !== 'info')
    .map((event) => ({
      id: event.id,
      at: Date.parse(event.at),
      kind: KIND[event.kind] ?? 'config',
      label: labelOf(event),
      title: text(event.title),
    }));
}

function labelOf(event: EventItem): string {
  const number = (name: string): string | null => {
    const value = event.params[name];
    return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
  };
  if (event.kind === 'deployment') return number('revision') ?? '';
  if (event.kind === 'scaling') {
    const [from, to] = [number('from'), number('to')];
    return from !== null && to !== null ? `${from}→${to}` : (to ?? '');
  }
  if (event.kind === 'task_stop') return event.count > 1 ? `×${event.count}` : '';
  return '';
}

export interface MarkCluster {
  x: number;
  kind: MarkKind;
  marks: Mark[];
  /** Empty where the text would run into the next mark. */
  label: string;
}

const RANK: Record<MarkKind, number> = { config: 0, scaling: 1, stop: 2, deployment: 3 };
const LABEL_PIXELS = 7;

/** Joins marks that would lie closer than `minPixels` on screen; the gravest shape stands for the group. */
export function clusterMarks(
  marks: readonly Mark[],
  xOf: (at: number) => number,
  right: number,
  minPixels = 12,
): MarkCluster[] {
  const clusters: MarkCluster[] = [];
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    const x = xOf(mark.at);
    const last = clusters.at(-1);
    if (last && x - last.x < minPixels) {
      last.marks.push(mark);
      if (RANK[mark.kind] > RANK[last.kind]) last.kind = mark.kind;
      last.label = `+${last.marks.length}`;
    } else clusters.push({ x, kind: mark.kind, marks: [mark], label: mark.label });
  }
  clusters.forEach((cluster, i) => {
    const room = (clusters[i + 1]?.x ?? right) - cluster.x - 8;
    if (cluster.label.length * LABEL_PIXELS > room) cluster.label = '';
  });
  return clusters;
}
