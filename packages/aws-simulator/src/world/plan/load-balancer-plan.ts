import { shortName } from './short-name.js';
import type { Ids } from '../ids.js';
import { DAY } from '../calendar.js';
import { usesInstances } from './service-plan.js';
import type { ClusterPlan, RegionPlan, ServicePlan } from './plan-types.js';
import type {
  ActionPlan,
  ListenerPlan,
  LoadBalancerPlan,
  LoadBalancingPlan,
  RulePlan,
  TargetGroupPlan,
} from './load-balancer-types.js';

export type * from './load-balancer-types.js';

/** Checks 15 s apart: two failures in a row make a target unhealthy, three successes healthy again; a new one needs one. */
const CHECK = { intervalSeconds: 15, timeoutSeconds: 5, healthyThreshold: 3, unhealthyThreshold: 2 };

/**
 * Load balancers of a region: an internet-facing one for each production cluster, an internal one for the services
 * that only others call, a network load balancer for the one that speaks TLS itself, one for each stage cluster, and
 * in the first region one that everybody has forgotten.
 */
export function planLoadBalancing(region: RegionPlan, ids: Ids): LoadBalancingPlan {
  const drawing = new Drawing(region, ids);
  const behind = region.clusters.flatMap(({ services }) => services).filter(isBehindBalancer);
  const odd = oddlyChecked(region);
  const tls = speaksTls(behind, odd);
  const groups = new Map(
    behind.map((service) => [service, targetGroup(service, service === tls, service === odd)]),
  );
  for (const cluster of region.clusters) {
    const own = behind.filter((service) => service.cluster === cluster && service !== tls);
    if (cluster.environment === 'stage') drawing.hosts(`${cluster.name}-alb`, 'internal', own, groups);
    else drawing.public(cluster, own.filter(isPublic), groups);
  }
  const inner = behind.filter((one) => one.environment === 'prod' && one !== tls && !isPublic(one));
  drawing.hosts('prod-internal', 'internal', inner, groups);
  if (tls) drawing.network(tls, groups);
  if (odd) drawing.forgotten();
  return { balancers: drawing.balancers, groups: drawing.balancers.flatMap((balancer) => balancer.groups) };
}

function isBehindBalancer(service: ServicePlan): boolean {
  return service.targetGroupArn !== undefined && service.containerPort !== undefined;
}

/** Words of the services that only other services call. */
const INNER = new Set(['inventory', 'payment', 'recommendation', 'auth', 'review', 'legacy']);

/** Whether the internet-facing load balancer of its cluster is in front of it; else an internal one. */
function isPublic({ archetype, environment }: ServicePlan): boolean {
  return environment === 'prod' && !INNER.has(archetype.words[0]);
}

/** Port of the application server's management. */
const MANAGEMENT_PORT = 8081;

/**
 * The one service whose health check asks another port than its container's: that of the application server's
 * management, which answers as long as the process lives. Nothing fails of it, and nothing is checked by it.
 */
function oddlyChecked(region: RegionPlan): ServicePlan | undefined {
  if (!region.clusters.some(({ index }) => index === 0)) return undefined;
  const services = region.clusters.flatMap((cluster) => cluster.services).filter(isBehindBalancer);
  const fitting = services.filter(
    ({ environment, networkMode, archetype }) =>
      environment === 'prod' && networkMode === 'awsvpc' && archetype.target === undefined,
  );
  return fitting.find(({ archetype }) => archetype.words[0] === 'search') ?? fitting[0];
}

function speaksTls(services: ServicePlan[], odd: ServicePlan | undefined): ServicePlan | undefined {
  const fitting = services.filter(
    (one) => one.environment === 'prod' && one.networkMode === 'awsvpc' && one.desired > 0 && one !== odd,
  );
  return fitting.find(({ containerPort }) => containerPort === 8443) ?? fitting.at(-1);
}

function targetGroup(service: ServicePlan, isTls: boolean, isOdd: boolean): TargetGroupPlan {
  const arn = service.targetGroupArn as string;
  const port = service.containerPort as number;
  const bridged = service.networkMode === 'bridge' && usesInstances(service);
  return {
    arn,
    name: arn.split('/')[1] as string,
    protocol: isTls ? 'TCP' : 'HTTP',
    // Behind a bridge the host's ports differ per task; the group's own port is what Terraform writes by habit.
    port: bridged ? 80 : port,
    targetType: bridged ? 'instance' : 'ip',
    healthCheck: isTls
      ? { protocol: 'TCP', port: 'traffic-port', ...CHECK }
      : {
          protocol: 'HTTP',
          port: isOdd ? String(MANAGEMENT_PORT) : 'traffic-port',
          path: '/healthz',
          matcher: '200',
          ...CHECK,
        },
    service,
  };
}

type Groups = ReadonlyMap<ServicePlan, TargetGroupPlan>;

/** Draws load balancers with their listeners and rules; every id is a function of the name. */
class Drawing {
  readonly balancers: LoadBalancerPlan[] = [];

  constructor(
    private readonly region: RegionPlan,
    private readonly ids: Ids,
  ) {}

  /** HTTPS with a rule by path for each service, HTTP that redirects; the first edge service is the default. */
  public(cluster: ClusterPlan, services: ServicePlan[], groups: Groups): void {
    if (services.length === 0) return;
    const balancer = this.balancer(`${cluster.name}-public`, 'application', 'internet-facing');
    const main = services.find(({ archetype }) => archetype.tier === 'edge') ?? (services[0] as ServicePlan);
    const listener = this.listener(balancer, 443, 'HTTPS', forward(groups.get(main)));
    this.listener(balancer, 80, 'HTTP', { type: 'redirect' });
    for (const service of services) {
      const group = groups.get(service) as TargetGroupPlan;
      balancer.groups.push(group);
      if (service === main) continue;
      const [word] = service.archetype.words;
      const alternate = this.alternate(balancer, service);
      const rest = alternate
        ? [alternate]
        : listener.rules.length === 0
          ? [this.empty(balancer, service)]
          : [];
      const rule = this.rule(listener, `api.${cluster.name}.example.com`, `/${word}/*`, {
        type: 'forward',
        groups: [{ group, weight: 100 }, ...rest.map((other) => ({ group: other, weight: 0 }))],
      });
      divides(service, alternate, rule);
    }
  }

  /** Of a service whose traffic ECS shifts from one group to another; undefined for the others. */
  private alternate(balancer: LoadBalancerPlan, service: ServicePlan): TargetGroupPlan | undefined {
    const { controller, strategy } = service.rollout;
    if (controller !== 'ECS' || strategy === 'ROLLING') return undefined;
    const group: TargetGroupPlan = {
      ...targetGroup(service, false, false),
      ...this.groupName(`${shortName(service.name, 20)}-alt-tg`),
      service: undefined,
      alternateOf: service,
    };
    balancer.groups.push(group);
    return group;
  }

  /** The group of the next canary release: in a rule with weight 0, and without targets until then. */
  private empty(balancer: LoadBalancerPlan, service: ServicePlan): TargetGroupPlan {
    const group: TargetGroupPlan = {
      ...targetGroup(service, false, false),
      ...this.groupName(`${shortName(service.name, 20)}-canary-tg`),
      service: undefined,
    };
    balancer.groups.push(group);
    return group;
  }

  /** A host name for each service, as private zones have them. */
  hosts(name: string, scheme: 'internal', services: ServicePlan[], groups: Groups): void {
    if (services.length === 0) return;
    const balancer = this.balancer(name, 'application', scheme);
    const listener = this.listener(balancer, 80, 'HTTP', { type: 'fixed-response', status: '404' });
    for (const service of services) {
      const group = groups.get(service) as TargetGroupPlan;
      balancer.groups.push(group);
      const alternate = this.alternate(balancer, service);
      const action: ActionPlan = alternate
        ? {
            type: 'forward',
            groups: [
              { group, weight: 100 },
              { group: alternate, weight: 0 },
            ],
          }
        : forward(group);
      const rule = this.rule(
        listener,
        `${service.name.toLowerCase()}.internal.example.com`,
        undefined,
        action,
      );
      divides(service, alternate, rule);
    }
  }

  network(service: ServicePlan, groups: Groups): void {
    const balancer = this.balancer(
      `${service.cluster.name}-${service.archetype.words[0]}`,
      'network',
      'internal',
    );
    const group = groups.get(service) as TargetGroupPlan;
    balancer.groups.push(group);
    this.listener(balancer, 443, 'TCP', forward(group));
  }

  /** Of a campaign that has ended: it costs its hourly price and gets no request. */
  forgotten(): void {
    const balancer = this.balancer('event-2025-landing', 'application', 'internet-facing');
    const group: TargetGroupPlan = {
      ...this.groupName('event-2025-landing-tg'),
      protocol: 'HTTP',
      port: 80,
      targetType: 'instance',
      healthCheck: { protocol: 'HTTP', port: 'traffic-port', path: '/', matcher: '200', ...CHECK },
    };
    balancer.groups.push(group);
    this.listener(balancer, 80, 'HTTP', forward(group));
  }

  private groupName(name: string): { arn: string; name: string } {
    return { name, arn: this.arn(`targetgroup/${name}/${this.ids.hex(`tg|${this.arn(name)}`, 16)}`) };
  }

  private balancer(
    name: string,
    type: LoadBalancerPlan['type'],
    scheme: LoadBalancerPlan['scheme'],
  ): LoadBalancerPlan {
    const key = this.arn(name);
    const hash = this.ids.hex(`lb|${key}`, 16);
    const dimension = `${type === 'network' ? 'net' : 'app'}/${name}/${hash}`;
    const oldest = Math.min(
      ...this.region.clusters.flatMap(({ services }) => services).map((one) => one.createdAt),
    );
    const createdAt = oldest - 3 * DAY - (parseInt(hash.slice(0, 8), 16) % (20 * DAY));
    const balancer: LoadBalancerPlan = {
      arn: this.arn(`loadbalancer/${dimension}`),
      dimension,
      name,
      type,
      scheme,
      createdAt,
      listeners: [],
      groups: [],
    };
    this.balancers.push(balancer);
    return balancer;
  }

  private listener(
    balancer: LoadBalancerPlan,
    port: number,
    protocol: ListenerPlan['protocol'],
    defaultAction: ActionPlan,
  ): ListenerPlan {
    const tail = `${balancer.dimension}/${this.ids.hex(`listener|${balancer.arn}|${port}`, 16)}`;
    const listener: ListenerPlan = {
      arn: this.arn(`listener/${tail}`),
      port,
      protocol,
      defaultRuleArn: this.arn(
        `listener-rule/${tail}/${this.ids.hex(`rule|${balancer.arn}|${port}|default`, 16)}`,
      ),
      defaultAction,
      rules: [],
    };
    balancer.listeners.push(listener);
    return listener;
  }

  private rule(listener: ListenerPlan, host: string, path: string | undefined, action: ActionPlan): RulePlan {
    const tail = listener.arn.slice(listener.arn.indexOf(':listener/') + ':listener/'.length);
    const arn = this.arn(`listener-rule/${tail}/${this.ids.hex(`rule|${listener.arn}|${host}|${path}`, 16)}`);
    const rule: RulePlan = { arn, priority: 10 * (listener.rules.length + 1), host, path, action };
    listener.rules.push(rule);
    return rule;
  }

  private arn(resource: string): string {
    return `arn:aws:elasticloadbalancing:${this.region.region}:${this.region.accountId}:${resource}`;
  }
}

/** The service knows the group that its new revision registers in, and the rule that ECS changes the weights of. */
function divides(service: ServicePlan, alternate: TargetGroupPlan | undefined, rule: RulePlan): void {
  if (alternate) service.alternate = { targetGroupArn: alternate.arn, ruleArn: rule.arn };
}

function forward(group: TargetGroupPlan | undefined): ActionPlan {
  if (!group) throw new RangeError('a listener forwards to a group that was not planned');
  return { type: 'forward', groups: [{ group, weight: 1 }] };
}
