import { Inject, Injectable } from '@nestjs/common';
import type { AlertFact } from '@danji/shared';
import { CONFIG, type Config } from '../config/index.js';
import { ReadMetrics } from '../metrics/index.js';
import {
  abnormalStops,
  cloudwatchAlarm,
  collectionLate,
  placementFailures,
  rolloutFailed,
  rolloutMinutesStill,
  tasksMissing,
} from './ecs-facts.js';
import type { FactRequest, FactSources, ObservedFacts } from './fact.js';
import { FactRepository } from './fact.repository.js';
import { readMetricFact } from './metric-facts.js';

const SWEPT_FACTS: Partial<
  Record<AlertFact, (request: FactRequest, sources: FactSources) => Promise<ObservedFacts>>
> = {
  abnormal_stops: abnormalStops,
  rollout_failed: rolloutFailed,
  rollout_minutes_still: rolloutMinutesStill,
  tasks_missing_percent: tasksMissing,
  placement_failures: placementFailures,
  cloudwatch_alarm: cloudwatchAlarm,
  collection_minutes_late: collectionLate,
};

const SWEPT_SETTLE_MS = 3 * 60_000;
/** Load balancer metrics are revised for up to half an hour, and a back-fill after an outage takes minutes. */
const METRIC_SETTLE_MS = 45 * 60_000;

/** After how long (ms) what was observed at a minute does not change any more. */
export function settleMs(fact: AlertFact): number {
  return SWEPT_FACTS[fact] === undefined ? METRIC_SETTLE_MS : SWEPT_SETTLE_MS;
}

/** What rules observe, minute by minute, whole fleets at a time. The live evaluation and the preview read the same. */
@Injectable()
export class ReadFacts {
  private readonly sources: FactSources;

  constructor(repository: FactRepository, readMetrics: ReadMetrics, @Inject(CONFIG) config: Config) {
    this.sources = { repository, readMetrics, pollSeconds: config.pollSeconds };
  }

  async run(request: FactRequest): Promise<ObservedFacts> {
    if (request.watched.length === 0) return new Map();
    const swept = SWEPT_FACTS[request.fact];
    if (swept !== undefined) return swept(request, this.sources);
    const measured = await readMetricFact(request, this.sources);
    if (measured === null) throw new Error(`No reader of the fact ${request.fact}.`);
    return measured;
  }
}
