import type { AttributesOf } from '@danji/shared';
import type { Listener, ListenerAction, ListenerRule, LoadBalancer } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';
import { iso } from './iso.js';

type Attributes = AttributesOf<'load_balancer'>;
type RuleAttributes = NonNullable<NonNullable<Attributes['listeners']>[number]['rules']>[number];
export type GroupSummary = NonNullable<Attributes['targetGroups']>[number];

export interface KnownListener {
  listener: Listener;
  /** Null: its rules were not read yet, or not allowed. */
  rules: ListenerRule[] | null;
}

export interface LoadBalancerContext {
  accountId: string;
  /** Null: not read yet, or not allowed. */
  listeners: readonly KnownListener[] | null;
  groups: GroupSummary[] | null;
}

export function describeLoadBalancer(
  balancer: LoadBalancer,
  { accountId, listeners, groups }: LoadBalancerContext,
): Observed<'load_balancer'> {
  const { LoadBalancerArn: arn } = balancer;
  return {
    id: resourceId('load_balancer', arn),
    kind: 'load_balancer',
    name: balancer.LoadBalancerName,
    arn,
    nativeId: nativeIdOf(arn),
    accountId,
    parentId: null,
    state: balancer.State?.Code ?? 'unknown',
    tags: {},
    ended: false,
    attributes: {
      type: balancer.Type,
      scheme: balancer.Scheme,
      dnsName: balancer.DNSName,
      vpcId: balancer.VpcId,
      zones: balancer.AvailabilityZones.map(({ ZoneName, SubnetId }) => ({
        zone: ZoneName,
        subnetId: SubnetId,
      })).sort((a, b) => (a.zone < b.zone ? -1 : 1)),
      securityGroups: [...balancer.SecurityGroups].sort().map((id) => ({ id, resourceId: null })),
      listeners:
        listeners &&
        [...listeners].sort((a, b) => (a.listener.Port ?? 0) - (b.listener.Port ?? 0)).map(listenerOf),
      targetGroups: groups,
      createdAt: iso(balancer.CreatedTime),
    },
  };
}

/** `app/NAME/HASH`: what CloudWatch calls it. */
export function nativeIdOf(balancerArn: string): string {
  return balancerArn.slice(balancerArn.indexOf(':loadbalancer/') + ':loadbalancer/'.length);
}

function listenerOf({ listener, rules }: KnownListener): NonNullable<Attributes['listeners']>[number] {
  return {
    port: listener.Port,
    protocol: listener.Protocol,
    sslPolicy: listener.SslPolicy,
    rules: rules && rules.map(ruleOf),
  };
}

/** Only the last action of a rule answers or forwards; those before it authenticate. */
function ruleOf({ Priority, Conditions, Actions }: ListenerRule): RuleAttributes {
  const action = Actions.at(-1);
  return {
    priority: Priority,
    conditions: Conditions.map((condition) => ({ field: condition.Field, values: valuesOf(condition) })),
    action: action?.Type ?? 'unknown',
    targetGroups: action ? forwardsOf(action) : [],
  };
}

function forwardsOf({ TargetGroupArn, ForwardConfig }: ListenerAction): RuleAttributes['targetGroups'] {
  const weighted = ForwardConfig?.TargetGroups ?? [];
  if (weighted.length > 0) {
    return weighted.map(({ TargetGroupArn: arn, Weight }) => ({ ...referenceOf(arn), weight: Weight }));
  }
  return TargetGroupArn === null ? [] : [{ ...referenceOf(TargetGroupArn), weight: null }];
}

function referenceOf(arn: string): { id: string; resourceId: string } {
  return { id: arn, resourceId: resourceId('target_group', arn) };
}

function valuesOf(condition: ListenerRule['Conditions'][number]): string[] {
  const named = condition.HttpHeaderConfig;
  if (named) return named.Values.map((value) => `${named.HttpHeaderName ?? ''}: ${value}`);
  const query = condition.QueryStringConfig?.Values;
  if (query) return query.map(({ Key, Value }) => [Key, Value].filter(Boolean).join('='));
  const { HostHeaderConfig, PathPatternConfig, HttpRequestMethodConfig, SourceIpConfig } = condition;
  const parts = [HostHeaderConfig, PathPatternConfig, HttpRequestMethodConfig, SourceIpConfig];
  const values = parts.flatMap((part) => part?.Values ?? []);
  return values.length > 0 ? values : condition.Values;
}
