import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsAction } from '@danji/shared';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import {
  ListenerShape,
  LoadBalancerShape,
  RuleShape,
  TargetGroupShape,
  TargetHealthShape,
  type Listener,
  type ListenerRule,
  type LoadBalancer,
  type TargetGroup,
  type TargetHealth,
} from './load-balancing-shapes.js';
import { allPages } from './pages.js';

/** Elastic Load Balancing answers at most 400 records a page. */
const PAGE = { PageSize: 400 };

/** Reads of application, network and gateway load balancers. */
export class LoadBalancingOperations {
  constructor(
    private readonly client: ElasticLoadBalancingV2Client,
    private readonly caller: AwsCaller,
  ) {}

  loadBalancers(): Promise<LoadBalancer[]> {
    const action = 'elasticloadbalancing:DescribeLoadBalancers';
    return this.all(action, 'LoadBalancers', LoadBalancerShape, (Marker) =>
      this.client.send(new DescribeLoadBalancersCommand({ ...PAGE, Marker })),
    );
  }

  listeners(LoadBalancerArn: string): Promise<Listener[]> {
    return this.all('elasticloadbalancing:DescribeListeners', 'Listeners', ListenerShape, (Marker) =>
      this.client.send(new DescribeListenersCommand({ ...PAGE, LoadBalancerArn, Marker })),
    );
  }

  rules(ListenerArn: string): Promise<ListenerRule[]> {
    return this.all('elasticloadbalancing:DescribeRules', 'Rules', RuleShape, (Marker) =>
      this.client.send(new DescribeRulesCommand({ ...PAGE, ListenerArn, Marker })),
    );
  }

  targetGroups(): Promise<TargetGroup[]> {
    const action = 'elasticloadbalancing:DescribeTargetGroups';
    return this.all(action, 'TargetGroups', TargetGroupShape, (Marker) =>
      this.client.send(new DescribeTargetGroupsCommand({ ...PAGE, Marker })),
    );
  }

  /** AWS does not page it. */
  async targetHealth(TargetGroupArn: string): Promise<TargetHealth[]> {
    const action = 'elasticloadbalancing:DescribeTargetHealth';
    const answer = await this.caller.call(action, { lane: 'fresh' }, () =>
      this.client.send(new DescribeTargetHealthCommand({ TargetGroupArn })),
    );
    return checkAnswer(action, z.object({ TargetHealthDescriptions: list(TargetHealthShape) }), answer)
      .TargetHealthDescriptions;
  }

  private all<T extends z.ZodType>(
    action: AwsAction,
    member: string,
    item: T,
    send: (Marker: string | undefined) => Promise<unknown>,
  ): Promise<z.output<T>[]> {
    const shape = z.object({ [member]: list(item), NextMarker: text });
    return allPages(async (marker) => {
      const answer = await this.caller.call(action, { lane: 'fresh' }, () => send(marker));
      const page = checkAnswer(action, shape, answer);
      return { items: page[member] as z.output<T>[], next: page['NextMarker'] as string | null };
    });
  }
}
