import type { Operation } from '../../operation.js';
import { looseStrings, text } from '../../request/record.js';
import { checkArns, MOST_NAMED, named, noBalancer, onlyOne, pageOf } from './lists.js';

export const describeLoadBalancers: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeLoadBalancers',
  bucket: () => ({ bucket: 'elasticloadbalancing:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'LoadBalancerArns', 'Names'),
  run(call) {
    const arns = call.params.strings('LoadBalancerArns', MOST_NAMED);
    const names = call.params.strings('Names', MOST_NAMED);
    onlyOne({ 'Load balancer ARNs': arns.length > 0, 'load balancer names': names.length > 0 });
    checkArns(arns, 'loadbalancer');
    const all = call.view.loadBalancing.loadBalancers();
    const byArn = named(all, 'LoadBalancerArn', arns, noBalancer);
    const found = names.length > 0 ? named(all, 'LoadBalancerName', names, noBalancer) : byArn;
    const page = pageOf(call, found, (one) => text(one, 'LoadBalancerArn'), [
      'DescribeLoadBalancers',
      arns,
      names,
    ]);
    return { LoadBalancers: page.items, NextMarker: page.token };
  },
};
