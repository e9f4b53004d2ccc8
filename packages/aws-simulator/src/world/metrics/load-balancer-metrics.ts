import { MINUTE } from '../calendar.js';
import type { LoadBalancerPlan, TargetGroupPlan } from '../plan/load-balancer-plan.js';
import { mix, unit } from '../random.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { Dimension, Millis, StatisticSet } from '../types.js';
import { ResponseTimes } from './response-times.js';
import { Series, single } from './series.js';
import type { TrafficBlock, TrafficModel } from './traffic.js';

/** Load balancers publish after about a minute; counts of the newest minutes grow for a few minutes more. */
const DELAY: [number, number] = [30, 100];
const SETTLES: [number, number] = [170, 290];

interface Parts {
  balancer: LoadBalancerPlan;
  services: readonly ServiceState[];
  traffic: TrafficModel;
  from: Millis;
}

type Column = Exclude<keyof TrafficBlock, 'filled' | 'owner' | 'hour'>;
type Read = (at: Millis) => StatisticSet | undefined;

/** Every series of one load balancer and its target groups, by AWS's dimensions without the zones. */
export function loadBalancerSeries(parts: Parts): Series[] {
  return parts.balancer.type === 'network' ? networkSeries(parts) : applicationSeries(parts);
}

function applicationSeries(parts: Parts): Series[] {
  const { balancer, services, traffic } = parts;
  const whole = maker(parts, 'AWS/ApplicationELB', [balancerDimension(balancer)]);
  const sum = (column: Column, at: Millis) => total(traffic, services, column, at);
  const hash = parseInt(balancer.dimension.slice(-8), 16);
  return [
    whole('RequestCount', 'Count', (at) => events(sum('requests', at)), true),
    whole('HTTPCode_Target_2XX_Count', 'Count', (at) => present(sum('c2xx', at)), true),
    whole('HTTPCode_Target_4XX_Count', 'Count', (at) => present(sum('c4xx', at)), true),
    whole('HTTPCode_Target_5XX_Count', 'Count', (at) => present(sum('c5xx', at)), true),
    whole('HTTPCode_ELB_5XX_Count', 'Count', (at) => present(sum('elb', at) + sum('elb503', at)), true),
    whole('TargetResponseTime', 'Seconds', (at) => times(traffic, services, at)),
    whole('NewConnectionCount', 'Count', (at) => amount(sum('requests', at) / 7), true),
    whole('ActiveConnectionCount', 'Count', (at) => amount(sum('requests', at) / 4.3), true),
    whole(
      'ProcessedBytes',
      'Bytes',
      (at) => amount(sum('requests', at) * (2500 + 6000 * unit(mix(hash, 1)))),
      true,
    ),
    // At more than three times the usual peak it has not grown yet and turns connections away.
    whole('RejectedConnectionCount', 'Count', (at) => present(rejected(traffic, services, at)), true),
    ...balancer.groups.flatMap((group) => groupSeries(parts, group)),
  ];
}

function groupSeries(parts: Parts, group: TargetGroupPlan): Series[] {
  const service = parts.services.find(({ plan }) => plan === group.service);
  if (!service) return [];
  const { traffic, balancer } = parts;
  const dimensions = [groupDimension(group), balancerDimension(balancer)];
  const make = maker(parts, 'AWS/ApplicationELB', dimensions);
  const one = (column: Column, at: Millis) => total(traffic, [service], column, at);
  return [
    make('RequestCount', 'Count', (at) => events(one('requests', at)), true),
    make('HTTPCode_Target_2XX_Count', 'Count', (at) => present(one('c2xx', at)), true),
    make('HTTPCode_Target_4XX_Count', 'Count', (at) => present(one('c4xx', at)), true),
    make('HTTPCode_Target_5XX_Count', 'Count', (at) => present(one('c5xx', at)), true),
    make('TargetResponseTime', 'Seconds', (at) => times(traffic, [service], at)),
    make('RequestCountPerTarget', 'Count', (at) => perTarget(traffic, service, at), true),
    ...healthSeries(make, traffic, service),
  ];
}

function networkSeries(parts: Parts): Series[] {
  const { balancer, services, traffic } = parts;
  const whole = maker(parts, 'AWS/NetworkELB', [balancerDimension(balancer)]);
  const sum = (column: Column, at: Millis) => total(traffic, services, column, at);
  const flowing = (at: Millis, value: number) =>
    sum('requests', at) + sum('elb503', at) > 0 ? single(value) : undefined;
  return [
    whole('ActiveFlowCount', 'Count', (at) => flowing(at, Math.round(sum('requests', at) / 5))),
    whole('NewFlowCount', 'Count', (at) => flowing(at, Math.round(sum('requests', at) / 3)), true),
    whole('ProcessedBytes', 'Bytes', (at) => flowing(at, Math.round(sum('requests', at) * 3900)), true),
    whole('TCP_Target_Reset_Count', 'Count', (at) => flowing(at, sum('elb', at) + sum('c5xx', at)), true),
    ...balancer.groups.flatMap((group) => {
      const service = services.find(({ plan }) => plan === group.service);
      const make = maker(parts, 'AWS/NetworkELB', [groupDimension(group), balancerDimension(balancer)]);
      return service ? healthSeries(make, traffic, service) : [];
    }),
  ];
}

type Make = (metric: string, unit: string, read: Read, grows?: boolean) => Series;

function maker({ from }: Parts, namespace: string, dimensions: Dimension[]): Make {
  return (metric, unitName, read, grows = false) => {
    const series = new Series(namespace, metric, dimensions, unitName, 60, DELAY, from, () => Infinity, read);
    if (grows) series.settles = SETTLES;
    return series;
  };
}

function balancerDimension({ dimension }: LoadBalancerPlan): Dimension {
  return { Name: 'LoadBalancer', Value: dimension };
}

/** `targetgroup/NAME/HASH`. */
function groupDimension({ arn }: TargetGroupPlan): Dimension {
  return { Name: 'TargetGroup', Value: arn.slice(arn.indexOf('targetgroup/')) };
}

function healthSeries(make: Make, traffic: TrafficModel, service: ServiceState): Series[] {
  const counted = (kind: 'healthy' | 'unhealthy', at: Millis): StatisticSet | undefined => {
    const block = traffic.of(service, at / MINUTE);
    const i = (at / MINUTE) % 60;
    // Reported only while something is registered.
    if (!block || block.registered[i] === 0) return undefined;
    return {
      sum: block[kind][i]!,
      minimum: block[`${kind}Min`][i]!,
      maximum: block[`${kind}Max`][i]!,
      sampleCount: 3,
    };
  };
  return [
    make('HealthyHostCount', 'Count', (at) => counted('healthy', at)),
    make('UnHealthyHostCount', 'Count', (at) => counted('unhealthy', at)),
  ];
}

function total(traffic: TrafficModel, services: readonly ServiceState[], column: Column, at: Millis): number {
  let sum = 0;
  for (const service of services) sum += traffic.of(service, at / MINUTE)?.[column][(at / MINUTE) % 60] ?? 0;
  return sum;
}

/** Each request is a sample of 1. */
function events(count: number): StatisticSet | undefined {
  return count > 0 ? { sum: count, minimum: 1, maximum: 1, sampleCount: count } : undefined;
}

/** Codes are published where there were some: absent is not 0. */
const present = events;

function amount(value: number): StatisticSet | undefined {
  return value > 0 ? single(Math.round(value)) : undefined;
}

function times(
  traffic: TrafficModel,
  services: readonly ServiceState[],
  at: Millis,
): StatisticSet | undefined {
  const shares = services.flatMap((service) => traffic.shares(service, at / MINUTE));
  return shares.length > 0 ? new ResponseTimes(shares) : undefined;
}

/** Sum is the only statistic that says something: requests over the mean number of healthy targets. */
function perTarget(traffic: TrafficModel, service: ServiceState, at: Millis): StatisticSet | undefined {
  const block = traffic.of(service, at / MINUTE);
  const i = (at / MINUTE) % 60;
  const healthy = (block?.healthy[i] ?? 0) / 3;
  return block && healthy > 0 ? single(block.requests[i]! / healthy) : undefined;
}

function rejected(traffic: TrafficModel, services: readonly ServiceState[], at: Millis): number {
  let sum = 0;
  for (const service of services) {
    const factor = service.effects.factor('demand', at);
    if (factor > 3) sum += Math.round(total(traffic, [service], 'requests', at) * 0.002 * (factor - 3));
  }
  return sum;
}
