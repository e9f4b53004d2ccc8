import type { CanaryPlan } from '../plan/canary-plan.js';
import { canaryRun, slotMillis, type CanaryRun } from '../simulation/canary-runs.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { Millis } from '../types.js';
import { Series, single } from './series.js';
import type { TrafficModel } from './traffic.js';

/** CloudWatchSynthetics of one canary: a point for each run. */
export function canarySeries(
  canary: CanaryPlan,
  service: ServiceState,
  traffic: TrafficModel,
  from: Millis,
): Series[] {
  const dimensions = [{ Name: 'CanaryName', Value: canary.name }];
  const make = (metric: string, unit: string, value: (run: CanaryRun) => number) =>
    new Series(
      'CloudWatchSynthetics',
      metric,
      dimensions,
      unit,
      canary.everyMinutes * 60,
      [5, 50],
      from,
      () => Infinity,
      (at) => {
        const run = canaryRun(canary, service, traffic, at / slotMillis(canary));
        return run && single(value(run));
      },
    );
  return [
    make('SuccessPercent', 'Percent', ({ passed }) => (passed ? 100 : 0)),
    make('Duration', 'Milliseconds', ({ startedAt, completedAt }) => completedAt - startedAt),
    make('Failed', 'Count', ({ passed }) => (passed ? 0 : 1)),
  ];
}
