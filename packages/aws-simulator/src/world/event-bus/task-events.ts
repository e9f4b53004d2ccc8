import { HOUR } from '../calendar.js';
import type { ClusterState, RegionState } from '../simulation/region-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { AwsRecord, Millis } from '../types.js';
import { present } from '../views/record.js';
import { taskArn, taskView } from '../views/task-view.js';
import { busEvent, isWithin, type BusWindow } from './bus-event.js';
import type { BusEvent } from './event-bus-view.js';

/** ECS Task State Change: one for each turn of each task. */
export function taskEvents(state: RegionState, window: BusWindow): BusEvent[] {
  return state.clusters.flatMap((cluster) =>
    runsAround(cluster, window).flatMap((run) =>
      run
        .turns()
        .filter((at) => isWithin(at, window))
        .map((at) => taskEvent(state, cluster, run, at)),
    ),
  );
}

/** Runs that may have had a turn lately; all there ever were when the window reaches far back. */
function runsAround(cluster: ClusterState, { from, to }: BusWindow): TaskRun[] {
  if (to - from > HOUR) return [...cluster.services.flatMap(({ runs }) => runs), ...cluster.jobRuns];
  return [
    ...cluster.services.flatMap(({ live, stoppedLately }) => [...live, ...stoppedLately]),
    ...cluster.liveJobs,
    ...cluster.jobsStoppedLately,
  ];
}

function taskEvent(state: RegionState, cluster: ClusterState, run: TaskRun, at: Millis): BusEvent {
  const detail = taskDetail(taskView(cluster, run, at), run, at);
  return busEvent(state, {
    source: 'aws.ecs',
    detailType: 'ECS Task State Change',
    at,
    resources: [taskArn(cluster, run)],
    key: String(at),
    detail,
  });
}

/** DescribeTasks' task with what differs in events: `updatedAt`, the short attachment type, no tags and no health. */
function taskDetail(task: AwsRecord, run: TaskRun, at: Millis): AwsRecord {
  const { tags: _tags, healthStatus: _health, attachments, containers, ...rest } = task;
  const placed = run.placedAt !== undefined && run.placedAt <= at;
  return present({
    ...rest,
    containerInstanceArn: placed ? rest['containerInstanceArn'] : undefined,
    attachments: (attachments as AwsRecord[]).map((one) => ({ ...one, type: 'eni' })),
    containers: (containers as AwsRecord[]).map(({ healthStatus: _health, ...container }) => container),
    updatedAt: new Date(at),
  });
}
