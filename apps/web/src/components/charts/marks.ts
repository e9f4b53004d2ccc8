import { POSTED_KINDS, type EventItem, type EventKind, type Localised } from '@danji/shared';
import type { Mark, MarkKind } from './model';

const KIND: Record<string, MarkKind> = {
  deployment: 'deployment',
  deploy: 'deployment',
  scaling: 'scaling',
  task_stop: 'stop',
};

/** What charts mark besides what people and pipelines post. */
const SEEN = ['deployment', 'scaling', 'task_stop', 'ec2', 'rds'] as const satisfies readonly EventKind[];
/** Kinds of which charts ask for marks, as the API takes them. */
export const MARKED_KINDS = [...SEEN, ...POSTED_KINDS].join(',');

/** Marks of what changed, from the timeline. Planned stops, steady states and the calm end of a rollout are none. */
export function marksOf(events: readonly EventItem[], text: (sentence: Localised) => string): Mark[] {
  return events
    .filter((event) => event.kind !== 'service_event' && event.kind !== 'state')
    .filter((event) => event.kind !== 'task_stop' || event.severity !== 'info')
    .filter((event) => event.type !== 'deployment_completed')
    .map((event) => ({
      id: event.id,
      at: Date.parse(event.at),
      kind: KIND[event.kind] ?? 'config',
      label: labelOf(event),
      count: event.kind === 'task_stop' ? event.count : 1,
      title: text(event.title),
    }));
}

function labelOf(event: EventItem): string {
  const number = (name: string): string | null => {
    const value = event.params[name];
    return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
  };
  if (event.kind === 'deployment') return number('revision') ?? '';
  // A commit is long; the tooltip has the whole of it.
  if (event.kind === 'deploy') return number('revision')?.slice(0, 7) ?? '';
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
  /** Empty where the text would run into its neighbours. */
  label: string;
  /** The side of the shape on which the label has room. */
  side: 'right' | 'left';
}

const RANK: Record<MarkKind, number> = { config: 0, scaling: 1, stop: 2, deployment: 3 };
/** Pixels of one character at 10.5 px, and those that the shape takes. */
const LABEL_PIXELS = 6.6;
const SHAPE_PIXELS = 9;

/** Joins marks that would lie closer than `minPixels` on screen; the gravest shape and its word stand for the group. */
export function clusterMarks(
  marks: readonly Mark[],
  xOf: (at: number) => number,
  { left, right }: { left: number; right: number },
  minPixels = 12,
): MarkCluster[] {
  const clusters: MarkCluster[] = [];
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    const x = xOf(mark.at);
    const last = clusters.at(-1);
    if (last && x - last.x < minPixels) {
      last.marks.push(mark);
      if (RANK[mark.kind] > RANK[last.kind]) {
        last.kind = mark.kind;
        last.label = mark.label;
      }
    } else clusters.push({ x, kind: mark.kind, marks: [mark], label: mark.label, side: 'right' });
  }
  placeLabels(clusters, left, right);
  return clusters;
}

/** Gives each word a free place beside its shape, the gravest first; those without one stay silent. */
function placeLabels(clusters: MarkCluster[], left: number, right: number): void {
  const taken: [number, number][] = clusters.map(({ x }) => [x - SHAPE_PIXELS / 2, x + SHAPE_PIXELS / 2]);
  const free = (from: number, to: number): boolean =>
    from >= left && to <= right && taken.every(([a, b]) => to <= a || from >= b);
  for (const cluster of [...clusters].sort((a, b) => RANK[b.kind] - RANK[a.kind] || a.x - b.x)) {
    const words = [wordOf(cluster)].filter((word) => word !== '');
    const places = words.flatMap((label) => {
      const width = label.length * LABEL_PIXELS;
      const edge = SHAPE_PIXELS / 2 + 0.1;
      return [
        { label, side: 'right' as const, from: cluster.x + edge, to: cluster.x + edge + width },
        { label, side: 'left' as const, from: cluster.x - edge - width, to: cluster.x - edge },
      ];
    });
    const place = places.find(({ from, to }) => free(from, to));
    cluster.label = place?.label ?? '';
    cluster.side = place?.side ?? 'right';
    if (place) taken.push([place.from, place.to]);
  }
}

/** A rollout keeps its revision; several others of a kind become their number. */
function wordOf({ kind, marks, label }: MarkCluster): string {
  if (marks.length === 1 || kind === 'deployment') return label;
  const total = marks.filter((mark) => mark.kind === kind).reduce((sum, mark) => sum + mark.count, 0);
  return `×${total}`;
}
