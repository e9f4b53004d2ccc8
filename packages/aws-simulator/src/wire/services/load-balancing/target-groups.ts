import type { Operation } from '../../operation.js';
import { looseStrings, text } from '../../request/record.js';
import { checkArns, MOST_NAMED, named, noBalancer, noGroup, onlyOne, pageOf } from './lists.js';

export const describeTargetGroups: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeTargetGroups',
  bucket: () => ({ bucket: 'elasticloadbalancing:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'LoadBalancerArn', 'TargetGroupArns', 'Names'),
  run(call) {
    const balancer = call.params.string('LoadBalancerArn');
    const arns = call.params.strings('TargetGroupArns', MOST_NAMED);
    const names = call.params.strings('Names', MOST_NAMED);
    onlyOne({
      'Load balancer ARN': balancer !== undefined,
      'target group ARNs': arns.length > 0,
      'target group names': names.length > 0,
    });
    checkArns(balancer === undefined ? [] : [balancer], 'loadbalancer');
    checkArns(arns, 'targetgroup');
    const { loadBalancing } = call.view;
    if (balancer !== undefined)
      named(loadBalancing.loadBalancers(), 'LoadBalancerArn', [balancer], noBalancer);
    const all = loadBalancing.targetGroups();
    const byArn = named(all, 'TargetGroupArn', arns, noGroup);
    const byName = names.length > 0 ? named(all, 'TargetGroupName', names, noGroup) : byArn;
    const found =
      balancer === undefined
        ? byName
        : byName.filter((group) => isBehind(group['LoadBalancerArns'], balancer));
    const page = pageOf(call, found, (one) => text(one, 'TargetGroupArn'), [
      'DescribeTargetGroups',
      balancer,
      arns,
      names,
    ]);
    return { TargetGroups: page.items, NextMarker: page.token };
  },
};

function isBehind(balancers: unknown, arn: string): boolean {
  return Array.isArray(balancers) && balancers.includes(arn);
}
