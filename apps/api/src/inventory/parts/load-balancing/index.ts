import type { InventoryPart } from '../part.js';
import { ListenerBook } from './listener-book.js';
import { ListenersPart } from './listeners.js';
import { LoadBalancersPart } from './load-balancers.js';
import { TargetBook } from './target-book.js';
import { TargetGroupsPart } from './target-groups.js';
import { TargetHealthPart } from './target-health.js';

/** Load balancers, listeners, target groups and targets; groups before the load balancers, which sum them up. */
export function createLoadBalancingParts(): InventoryPart[] {
  const targets = new TargetBook();
  const listeners = new ListenerBook();
  const groups = new TargetGroupsPart(targets);
  const balancers = new LoadBalancersPart(listeners);
  return [groups, new TargetHealthPart(groups, targets), balancers, new ListenersPart(balancers, listeners)];
}
