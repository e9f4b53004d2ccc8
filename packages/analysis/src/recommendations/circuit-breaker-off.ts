import { awsCommand } from './command.js';
import type { Verdict } from './recommendation.js';
import { say } from './recommendation-texts.js';

/** What is known of a service's rollouts. */
export interface CircuitBreakerFacts {
  clusterName: string;
  serviceName: string;
  region: string;
  desired: number;
  /** ECS, CODE_DEPLOY, EXTERNAL. */
  deploymentController: string;
  circuitBreaker: { enable: boolean; rollback: boolean } | null;
  minimumHealthyPercent: number | null;
  maximumPercent: number | null;
  /** History looked at (epoch ms). */
  from: number;
  to: number;
  deployments: number;
  failedDeployments: number;
  /** Tasks of this service that never reached RUNNING. */
  failedStarts: number;
}

/**
 * Whether a service should have its circuit breaker with rollback turned on. It exists for the ECS controller only.
 * A rollback needs a completed deployment to go back to.
 */
export function evaluateCircuitBreaker(facts: CircuitBreakerFacts): Verdict {
  if (facts.deploymentController !== 'ECS') {
    return { kind: 'keep', reason: say('keep.other_controller', { controller: facts.deploymentController }) };
  }
  const { enable = false, rollback = false } = facts.circuitBreaker ?? {};
  if (enable && rollback) return { kind: 'keep', reason: say('keep.breaker_on') };
  const threshold = breakerThreshold(facts.desired);
  const params = {
    service: facts.serviceName,
    threshold,
    deployments: facts.deployments,
    failed: facts.failedDeployments,
    starts: facts.failedStarts,
  };
  const burnt = facts.failedDeployments > 0 || facts.failedStarts > 0;
  return {
    kind: 'change',
    recommendation: {
      rule: 'circuit_breaker_off',
      title: say(enable ? 'breaker.title.no_rollback' : 'breaker.title', params),
      summary: say(burnt ? 'breaker.summary.burnt' : 'breaker.summary', params),
      current: { circuitBreaker: enable, rollback },
      proposed: { circuitBreaker: true, rollback: true },
      monthlySavingUsd: null,
      savingNote: say('saving.none'),
      risk: 'low',
      confidence: 'high',
      confidenceReason: say('confidence.configuration'),
      change: changeOf(facts),
      evidence: {
        from: facts.from,
        to: facts.to,
        charts: [
          {
            title: say('chart.metric', { metric: 'CPUUtilization', stat: 'Average' }),
            metric: 'CPUUtilization',
            stat: 'Average',
            threshold: null,
            thresholdLabel: null,
          },
        ],
        backtest: null,
        facts: [
          { label: say('fact.deployments'), value: String(facts.deployments) },
          { label: say('fact.failed_deployments'), value: String(facts.failedDeployments) },
          { label: say('fact.failed_starts'), value: String(facts.failedStarts) },
          { label: say('fact.breaker_threshold'), value: String(threshold) },
        ],
      },
    },
  };
}

/** Failed tasks after which the breaker acts: half of desired, between 3 and 200 (ECS developer guide, 2026). */
export function breakerThreshold(desired: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desired * 0.5)));
}

function changeOf(facts: CircuitBreakerFacts) {
  const { clusterName: cluster, serviceName: service, region } = facts;
  // The other parts are repeated, so that the call states the whole configuration.
  const configuration = {
    deploymentCircuitBreaker: { enable: true, rollback: true },
    ...(facts.maximumPercent === null ? {} : { maximumPercent: facts.maximumPercent }),
    ...(facts.minimumHealthyPercent === null ? {} : { minimumHealthyPercent: facts.minimumHealthyPercent }),
  };
  return [
    {
      label: 'AWS CLI',
      text: awsCommand('ecs update-service', {
        region,
        cluster,
        service,
        'deployment-configuration': JSON.stringify(configuration),
      }),
    },
    {
      label: 'Terraform',
      text: 'deployment_circuit_breaker {\n  enable   = true\n  rollback = true\n}',
    },
  ];
}
