import { Injectable } from '@nestjs/common';
import { rankChanges, type ChangeKind, type ChangeRelation } from '@danji/analysis';
import type { AlertResource, Context, EventItem, ProbableChange } from '@danji/shared';
import { ListEvents } from '../events/index.js';
import { NeighbourRepository, type Neighbours, type NewTemplateRow } from './neighbour.repository.js';

const BEFORE_MS = 30 * 60_000;
const AFTER_MS = 5 * 60_000;
const MOST_EVENTS = 300;
const SHOWN = 12;

/** What an incident is about, and when it began (epoch ms). */
export interface ChangeSubject {
  subjectId: string;
  resourceIds: readonly string[];
  scopeId: string;
  beganAt: number;
}

/** What changed in the half hour before an incident began, most probable cause first. */
@Injectable()
export class ProbableChanges {
  constructor(
    private readonly events: ListEvents,
    private readonly neighbours: NeighbourRepository,
  ) {}

  async run(ctx: Context, subject: ChangeSubject): Promise<ProbableChange[]> {
    const { beganAt, scopeId } = subject;
    const range = { from: beganAt - BEFORE_MS, to: beganAt + AFTER_MS };
    const [events, near, templates] = await Promise.all([
      this.events.changes(ctx, { ...range, scope: scopeId }, MOST_EVENTS),
      this.neighbours.of(subject),
      this.neighbours.newTemplates(subject.subjectId, range),
    ]);
    const found = new Map<string, Omit<ProbableChange, 'score' | 'minutesBefore'>>();
    for (const event of eachOnce(events)) {
      const change = fromEvent(event, near);
      if (change !== null) found.set(change.id, change);
    }
    for (const template of templates) {
      const change = fromTemplate(template);
      found.set(change.id, change);
    }
    const recent = [...found.values()].map(({ id, kind, at, relation }) => ({
      id,
      kind,
      at: Date.parse(at),
      relation,
    }));
    return rankChanges(beganAt, recent)
      .slice(0, SHOWN)
      .map(({ id, score }) => {
        const change = found.get(id) as Omit<ProbableChange, 'score' | 'minutesBefore'>;
        return { ...change, score, minutesBefore: Math.round((beganAt - Date.parse(change.at)) / 6000) / 10 };
      });
  }
}

/** Of stops for one cause that come again and again, the newest stands for all, and says how many there were. */
function eachOnce(events: readonly EventItem[]): EventItem[] {
  const stops = new Map<string, EventItem>();
  const others: EventItem[] = [];
  // Newest first, as the timeline gives them.
  for (const event of events) {
    if (event.kind !== 'task_stop') {
      others.push(event);
      continue;
    }
    const key = `${event.resourceId} ${event.type}`;
    const newest = stops.get(key);
    stops.set(key, newest === undefined ? event : { ...newest, count: newest.count + event.count });
  }
  return [...others, ...[...stops.values()].map(withAll)];
}

function withAll(event: EventItem): EventItem {
  const title = {
    en: `${event.title.en} (${event.count} within the half hour)`,
    ko: `${event.title.ko} (30분 안에 ${event.count}개)`,
  };
  return { ...event, title };
}

const KINDS: Partial<Record<EventItem['kind'], ChangeKind>> = {
  deployment: 'deployment',
  deploy: 'deployment',
  config: 'configuration',
  flag: 'configuration',
  migration: 'configuration',
  rds: 'configuration',
  ec2: 'configuration',
  scaling: 'scaling',
  task_stop: 'task_stops',
};

/** That a rollout ended, or that somebody wrote a note, changes nothing. */
const NO_CHANGE: ReadonlySet<string> = new Set([
  'deployment_completed',
  'deployment_failed',
  'status_check_failed',
  'status_check_passed',
]);

function fromEvent(
  event: EventItem,
  near: Neighbours,
): Omit<ProbableChange, 'score' | 'minutesBefore'> | null {
  // A desired count that somebody set is what somebody did, not what the fleet did by itself.
  const kind = event.type === 'desired_set' ? 'configuration' : KINDS[event.kind];
  if (kind === undefined || NO_CHANGE.has(event.type)) return null;
  const relation = relationOf(event, near);
  // What other services did by themselves is no cause that anybody would look for.
  if (relation === 'account' && (kind === 'task_stops' || kind === 'scaling')) return null;
  return {
    id: event.id,
    kind,
    at: event.at,
    title: event.title,
    relation,
    resource: resourceOf(event),
    actor: event.actor,
    link: linkOf(event),
  };
}

function relationOf({ resourceId, parentId, labels }: EventItem, near: Neighbours): ChangeRelation {
  const touches = (ids: ReadonlySet<string>): boolean =>
    (resourceId !== null && ids.has(resourceId)) || (parentId !== null && ids.has(parentId));
  if (touches(near.same)) return 'same';
  if (touches(near.related)) return 'related';
  if (touches(near.hosts)) return 'host';
  if (touches(near.clusters) || labels !== null) return 'cluster';
  return 'account';
}

function resourceOf({ resourceId, resourceKind, resourceName }: EventItem): AlertResource | null {
  if (resourceId === null) return null;
  return {
    id: resourceId,
    kind: resourceKind ?? 'unknown',
    name: resourceName ?? resourceId,
    parentName: null,
  };
}

function linkOf({ id, params, resourceId, kind }: EventItem): ProbableChange['link'] {
  const deployment = params['deploymentId'];
  if (kind === 'deployment' && typeof deployment === 'string') return { kind: 'deployment', id: deployment };
  // A stop's event is named after its task.
  if (kind === 'task_stop' && id.startsWith('stop-task-'))
    return { kind: 'task', id: id.slice('stop-'.length) };
  return resourceId === null ? null : { kind: 'resource', id: resourceId };
}

function fromTemplate({
  id,
  text,
  level,
  first_seen: at,
  resource_id: group,
  name,
}: NewTemplateRow): Omit<ProbableChange, 'score' | 'minutesBefore'> {
  const shown = text.length > 160 ? `${text.slice(0, 159)}…` : text;
  return {
    id,
    kind: 'log_lines',
    at: at.toISOString(),
    title: { en: `New ${level} lines: ${shown}`, ko: `새 ${level} 로그: ${shown}` },
    relation: 'same',
    resource: { id: group, kind: 'log_group', name, parentName: null },
    actor: null,
    link: { kind: 'logs', id: group },
  };
}
