import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import { hashString } from '../random.js';
import type { RegionPlan, ServicePlan } from './plan-types.js';

/** A Synthetics canary: somebody's script that uses a service every few minutes. */
export interface CanaryPlan {
  id: string;
  name: string;
  hash: number;
  service: ServicePlan;
  /** Minutes between runs, and when in between it starts. */
  everyMinutes: 5;
  offsetMs: number;
  url: string;
  tags: Record<string, string>;
  createdAt: number;
}

/** Words of the services that are watched from outside, what the script does, and whether a tag names the service. */
const WATCHED = [
  { words: 'checkout-api', name: 'checkout-journey', tagged: true },
  { words: 'web-gateway', name: 'web-gateway-home', tagged: false },
  { words: 'user-api', name: 'user-api-login', tagged: true },
];

/** Canaries of the first production cluster of a region. */
export function planCanaries(region: RegionPlan, ids: Ids): CanaryPlan[] {
  const cluster = region.clusters.find(
    ({ environment, kind }) => environment === 'prod' && kind === 'fargate',
  );
  return WATCHED.flatMap(({ words, name, tagged }): CanaryPlan[] => {
    const service = cluster?.services.find(
      (one) => one.archetype.words.join('-') === words && one.targetGroupArn !== undefined,
    );
    if (!service) return [];
    const key = `canary|${region.accountId}|${region.region}|${name}`;
    const hash = hashString(key, region.hash);
    const plan: CanaryPlan = {
      id: ids.uuid(key),
      name,
      hash,
      service,
      everyMinutes: 5,
      offsetMs: 3000 + (hash % 200_000),
      url: `https://www.${service.cluster.name}.example.com/${service.archetype.words[0]}`,
      tags: tagged ? { service: service.name, team: service.archetype.team } : {},
      createdAt: service.createdAt + 9 * DAY,
    };
    return [plan];
  });
}
