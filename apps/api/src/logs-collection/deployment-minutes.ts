import type { LogLevel } from '@danji/shared';
import type { LogEvent } from '../aws/index.js';
import { bulkWrite, instant, type Queryable } from '../database/index.js';
import { levelOf, noCounts } from './digest-events.js';
import type { TaskOfStream, WatchedGroup } from './log-source.js';

const MINUTE_MS = 60_000;

/** Lines of the tasks that one deployment of a service started, by level. */
export interface DeploymentMinute {
  sourceId: string;
  /** `ecs-svc/N`. */
  startedBy: string;
  /** Epoch ms. */
  minute: number;
  counts: Record<LogLevel, number>;
}

/**
 * Counts events per service, deployment and minute, so that old and new of a rollout can be told apart. A stream whose
 * task is not known yet counts nowhere: the minute is read again, and replaced, with the next visit.
 */
export function countByDeployment(
  events: readonly LogEvent[],
  taskOf: (stream: string) => TaskOfStream | undefined,
): DeploymentMinute[] {
  const minutes = new Map<string, DeploymentMinute>();
  for (const { logStreamName, timestamp, message } of events) {
    const { serviceId, startedBy } = taskOf(logStreamName) ?? {};
    if (serviceId == null || startedBy == null) continue;
    const minute = Math.floor(timestamp / MINUTE_MS) * MINUTE_MS;
    const key = `${serviceId} ${startedBy} ${minute}`;
    const counted = minutes.get(key) ?? { sourceId: serviceId, startedBy, minute, counts: noCounts() };
    counted.counts[levelOf(message)] += 1;
    minutes.set(key, counted);
  }
  return [...minutes.values()];
}

/** Counts of a minute replace what was counted before. */
export async function writeDeploymentMinutes(
  client: Queryable,
  scopeId: string,
  group: WatchedGroup,
  counted: readonly DeploymentMinute[],
): Promise<void> {
  await bulkWrite(
    client,
    {
      table: 'log_deployment_minute',
      key: ['resource_id', 'source_id', 'started_by', 'minute'],
      update: Object.keys(noCounts()),
    },
    counted.map(({ sourceId, startedBy, minute, counts }) => ({
      resource_id: group.id,
      source_id: sourceId,
      started_by: startedBy,
      minute: instant(minute),
      scope_id: scopeId,
      ...counts,
    })),
  );
}
