import type { Verdict } from '../recommendation.js';
import { sayRule } from './configuration-texts.js';
import { configurationChange, keep, refuse } from './finding.js';

export interface LogDriverFacts {
  serviceName: string;
  region: string;
  family: string;
  desired: number;
  /** Null where the task definition could not be read. */
  containers: readonly { name: string; essential: boolean; logDriver: string | null }[] | null;
  at: number;
}

/** Whether an essential container has no log driver: what it wrote dies with its task. */
export function evaluateLogDriver(facts: LogDriverFacts): Verdict {
  if (facts.containers === null || facts.containers.length === 0) return refuse(sayRule('refuse.definition'));
  const silent = facts.containers.filter(({ essential, logDriver }) => essential && logDriver === null);
  if (silent.length === 0) return keep(sayRule('keep.logs'));
  if (facts.desired === 0) return keep(sayRule('keep.not_running'));
  const names = silent.map(({ name }) => name).join(', ');
  const options = {
    'awslogs-group': `/ecs/${facts.family}`,
    'awslogs-region': facts.region,
    'awslogs-stream-prefix': 'ecs',
    'awslogs-create-group': 'true',
  };
  const logConfiguration = { logDriver: 'awslogs', options };
  return configurationChange({
    rule: 'log_driver_missing',
    title: sayRule('log.title', { service: facts.serviceName, containers: names }),
    summary: sayRule('log.summary'),
    current: { logDriver: null },
    proposed: { logDriver: 'awslogs' },
    risk: 'low',
    change: [
      { label: 'Task definition', text: JSON.stringify({ logConfiguration }, null, 2) },
      { label: 'Terraform', text: `logConfiguration = ${JSON.stringify(logConfiguration)}` },
    ],
    facts: [{ label: sayRule('fact.containers'), value: names }],
    at: facts.at,
  });
}
