import type { AwsRecord } from '../../../world/types.js';
import type { Call, Operation } from '../../operation.js';
import { looseStrings, text } from '../../request/record.js';
import { validationError } from '../faults.js';
import { checkArns, MOST_NAMED, named, noBalancer, noListener, noRule, onlyOne, pageOf } from './lists.js';

export const describeListeners: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeListeners',
  bucket: () => ({ bucket: 'elasticloadbalancing:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'LoadBalancerArn', 'ListenerArns'),
  run(call) {
    const balancer = call.params.string('LoadBalancerArn');
    const arns = call.params.strings('ListenerArns', MOST_NAMED);
    onlyOne({ 'Load balancer ARN': balancer !== undefined, 'listener ARNs': arns.length > 0 });
    if (balancer === undefined && arns.length === 0)
      throw validationError('You must specify either listener ARNs or a load balancer ARN');
    checkArns(balancer === undefined ? [] : [balancer], 'loadbalancer');
    checkArns(arns, 'listener');
    const listeners = call.view.loadBalancing.listeners();
    const found =
      balancer === undefined
        ? named(listeners, 'ListenerArn', arns, noListener)
        : listenersOf(call, balancer, listeners);
    const page = pageOf(call, found, (one) => text(one, 'ListenerArn'), [
      'DescribeListeners',
      balancer,
      arns,
    ]);
    return { Listeners: page.items, NextMarker: page.token };
  },
};

function listenersOf(call: Call, balancer: string, listeners: AwsRecord[]): AwsRecord[] {
  named(call.view.loadBalancing.loadBalancers(), 'LoadBalancerArn', [balancer], noBalancer);
  return listeners.filter((listener) => listener['LoadBalancerArn'] === balancer);
}

export const describeRules: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeRules',
  bucket: () => ({ bucket: 'elasticloadbalancing:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'ListenerArn', 'RuleArns'),
  run(call) {
    const listener = call.params.string('ListenerArn');
    const arns = call.params.strings('RuleArns', MOST_NAMED);
    onlyOne({ 'Listener ARN': listener !== undefined, 'rule ARNs': arns.length > 0 });
    if (listener === undefined && arns.length === 0)
      throw validationError('You must specify either listener rule ARNs or a listener ARN');
    checkArns(listener === undefined ? [] : [listener], 'listener');
    checkArns(arns, 'listener-rule');
    const found = listener === undefined ? rulesNamed(call, arns) : rulesOf(call, listener);
    const page = pageOf(call, found, byPriority, ['DescribeRules', listener, arns]);
    return { Rules: page.items, NextMarker: page.token };
  },
};

function rulesOf(call: Call, listener: string): AwsRecord[] {
  const rules = call.view.loadBalancing.rules(listener);
  if (!rules) throw noListener();
  return rules;
}

function rulesNamed(call: Call, arns: string[]): AwsRecord[] {
  const all = call.view.loadBalancing
    .listeners()
    .flatMap((listener) => rulesOf(call, text(listener, 'ListenerArn')));
  return named(all, 'RuleArn', arns, noRule);
}

/** By priority, the default rule last. */
function byPriority(rule: AwsRecord): string {
  const priority = text(rule, 'Priority');
  return `${priority === 'default' ? '99999' : priority.padStart(5, '0')} ${text(rule, 'RuleArn')}`;
}
