import { awsCommand } from '../command.js';
import type { Verdict } from '../recommendation.js';
import { sayRule } from './configuration-texts.js';
import { configurationChange, keep } from './finding.js';

export interface SpotFacts {
  serviceName: string;
  clusterName: string;
  region: string;
  desired: number;
  strategy: readonly { capacityProvider: string; base: number; weight: number; spot: boolean }[];
  /** A provider on demand that the cluster has, to put a base on; null where it has none. */
  onDemand: string | null;
  at: number;
}

/** Whether a service is lost whole when Spot capacity is taken back: no part of its strategy is on demand. */
export function evaluateSpotBase(facts: SpotFacts): Verdict {
  const { strategy, desired } = facts;
  if (!strategy.some(({ spot }) => spot)) return keep(sayRule('keep.no_spot'));
  if (desired === 0) return keep(sayRule('keep.not_running'));
  // A base or weight on demand keeps at least one task where the service has more than one.
  const onDemand = strategy.filter(({ spot }) => !spot);
  const kept = onDemand.some(({ base, weight }) => base > 0 || (weight > 0 && desired > 1));
  if (kept) return keep(sayRule('keep.spot_base'));
  const provider = onDemand[0]?.capacityProvider ?? facts.onDemand;
  const words = strategy.map((item) => `${item.capacityProvider} base ${item.base} weight ${item.weight}`);
  const spots = strategy.filter(({ spot }) => spot).map(({ capacityProvider }) => capacityProvider);
  return configurationChange({
    rule: 'spot_without_base',
    title: sayRule('spot.title', { service: facts.serviceName }),
    summary: sayRule('spot.summary', { desired, providers: spots.join(', ') }),
    current: { strategy: words.join('; ') },
    proposed: { base: 1, onDemand: provider },
    risk: 'low',
    change: provider === null ? [] : [{ label: 'AWS CLI', text: changeOf(facts, provider) }],
    facts: [{ label: sayRule('fact.strategy'), value: words.join('; ') }],
    at: facts.at,
  });
}

function changeOf(facts: SpotFacts, provider: string): string {
  const rest = facts.strategy.filter(({ capacityProvider }) => capacityProvider !== provider);
  const strategy = [
    { capacityProvider: provider, base: 1, weight: 0 },
    ...rest.map(({ capacityProvider, weight }) => ({
      capacityProvider,
      base: 0,
      weight: Math.max(1, weight),
    })),
  ];
  const update = awsCommand('ecs update-service', {
    region: facts.region,
    cluster: facts.clusterName,
    service: facts.serviceName,
    'capacity-provider-strategy': JSON.stringify(strategy),
  });
  // ECS takes another strategy only together with a new deployment.
  return `${update} \\\n  --force-new-deployment`;
}
