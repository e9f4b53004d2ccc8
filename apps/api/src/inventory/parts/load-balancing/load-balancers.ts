import type { AttributesOf } from '@danji/shared';
import type { AwsPlace, LoadBalancer } from '../../../aws/index.js';
import { describeLoadBalancer, type GroupSummary } from '../../describe/load-balancer.js';
import type { Observed } from '../../observed.js';
import { resourceId } from '../../resource-id.js';
import { InventoryPart, type PartContext } from '../part.js';
import type { ListenerBook } from './listener-book.js';

/** Load balancers with their listeners and the groups behind them; observed after the groups. */
export class LoadBalancersPart extends InventoryPart<LoadBalancer[]> {
  readonly name = 'load balancers';
  readonly everyMs = 10_000;
  readonly kinds = ['load_balancer'] as const;
  /** Of the last sweep in which the groups were read. */
  private groupsOf: ReadonlyMap<string, GroupSummary[]> | null = null;

  constructor(private readonly listeners: ListenerBook) {
    super();
  }

  read(place: AwsPlace): Promise<LoadBalancer[]> {
    return place.loadBalancing.loadBalancers();
  }

  override observe(balancers: LoadBalancer[], { accountId, seen, complete }: PartContext): Observed[] {
    if (complete.has('target_group')) this.groupsOf = summaries(seen);
    return balancers.map((balancer) =>
      describeLoadBalancer(balancer, {
        accountId,
        listeners: this.listeners.of(balancer.LoadBalancerArn),
        groups: this.groupsOf && (this.groupsOf.get(balancer.LoadBalancerArn) ?? []),
      }),
    );
  }
}

/** Target groups by the ARN of each load balancer in front of them. */
function summaries(seen: readonly Observed[]): Map<string, GroupSummary[]> {
  const groups = new Map<string, GroupSummary[]>();
  for (const { kind, arn, name, attributes } of seen) {
    if (kind !== 'target_group') continue;
    const { targets, loadBalancers } = attributes as AttributesOf<'target_group'>;
    const registered = targets?.filter(({ state }) => state !== 'draining') ?? null;
    const count = (wanted: string): number | null =>
      registered && registered.filter(({ state }) => state === wanted).length;
    const summary = {
      id: resourceId('target_group', arn),
      name,
      healthy: count('healthy'),
      unhealthy: count('unhealthy'),
      registered: registered && registered.length,
    };
    for (const balancer of loadBalancers)
      groups.set(balancer.id, [...(groups.get(balancer.id) ?? []), summary]);
  }
  return groups;
}
