import { AlertStoreRepository } from '../../../apps/api/dist/alerts/alert-store.repository.js';
import { EvaluateAlerts } from '../../../apps/api/dist/alerts/evaluate-alerts.js';
import { OverrideRepository } from '../../../apps/api/dist/alerts/override.repository.js';
import { FactRepository } from '../../../apps/api/dist/alert-facts/fact.repository.js';
import { ReadFacts } from '../../../apps/api/dist/alert-facts/read-facts.js';
import { WatchedRepository } from '../../../apps/api/dist/alert-facts/watched.repository.js';
import { CommitRepository } from '../../../apps/api/dist/commits/commit.repository.js';
import { ReadCommits } from '../../../apps/api/dist/commits/read-commits.js';
import { EventRepository } from '../../../apps/api/dist/events/event.repository.js';
import { ListEvents } from '../../../apps/api/dist/events/list-events.js';
import { NeighbourRepository } from '../../../apps/api/dist/incidents/neighbour.repository.js';
import { ProbableChanges } from '../../../apps/api/dist/incidents/probable-changes.js';
import { MetricRepository } from '../../../apps/api/dist/metrics/metric.repository.js';
import { ReadBuckets } from '../../../apps/api/dist/metrics/read-buckets.js';
import { ReadMetrics } from '../../../apps/api/dist/metrics/read-metrics.js';
import { MetricCatalogue } from '../../../packages/shared/dist/index.js';
import type { WatchedFleet } from '../tasks/watched-fleet.ts';

/** The product's own evaluation and ranking over a watched fleet, on its clock. */
export function judgeOf({ connection, now }: WatchedFleet): {
  alerts: EvaluateAlerts;
  changes: ProbableChanges;
} {
  const clock = { now };
  const config = { pollSeconds: 60, timezone: 'UTC' };
  const metrics = new MetricRepository(connection);
  const readMetrics = new ReadMetrics(metrics, new ReadBuckets(metrics, clock), new MetricCatalogue([]));
  const facts = new ReadFacts(new FactRepository(connection), readMetrics, config);
  const events = new ListEvents(
    new EventRepository(connection),
    new ReadCommits(new CommitRepository(connection), connection),
    clock,
    config,
  );
  return {
    alerts: new EvaluateAlerts(
      connection,
      clock,
      new AlertStoreRepository(connection),
      new OverrideRepository(connection),
      new WatchedRepository(connection),
      facts,
    ),
    changes: new ProbableChanges(events, new NeighbourRepository(connection)),
  };
}
