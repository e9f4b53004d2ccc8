import { evaluateCircuitBreaker } from '@danji/analysis';
import type { ServiceHistory, ServiceSubject } from '../history.repository.js';
import { HISTORY_MS, type Judgement } from './judgement.js';

/** Services whose bad rollout would go on for ever. `now`: epoch ms. */
export function judgeCircuitBreakers(
  services: readonly ServiceSubject[],
  histories: ReadonlyMap<string, ServiceHistory>,
  now: number,
): Judgement[] {
  return services.map((subject): Judgement => {
    const { attributes } = subject;
    const history = histories.get(subject.id);
    const verdict = evaluateCircuitBreaker({
      clusterName: attributes.clusterName,
      serviceName: subject.name,
      region: subject.region,
      desired: attributes.desired,
      deploymentController: attributes.deploymentController,
      circuitBreaker: attributes.circuitBreaker,
      minimumHealthyPercent: attributes.minimumHealthyPercent,
      maximumPercent: attributes.maximumPercent,
      from: now - HISTORY_MS,
      to: now,
      deployments: history?.deployments ?? 0,
      failedDeployments: history?.failedDeployments ?? 0,
      failedStarts: history?.failedStarts ?? 0,
    });
    return { rule: 'circuit_breaker_off', subject, verdict };
  });
}
