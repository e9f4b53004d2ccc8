import { MetricsCollector } from '../../../apps/api/dist/metrics-collection/metrics-collector.js';
import type { WatchedFleet } from '../tasks/watched-fleet.ts';

/** The product's collector of metrics over a watched fleet, as it runs against AWS by default. */
export function collectorOf(fleet: WatchedFleet): MetricsCollector {
  const clock = { now: (): number => fleet.now() };
  const config = { pollSeconds: 300, addedMetrics: [], mode: 'demo', modeIsExplicit: false, budgetUsd: null };
  return new MetricsCollector(fleet.connection, clock, config as never);
}
