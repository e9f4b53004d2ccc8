import type { LoadBalancingView } from '../load-balancing.js';
import { address } from '../plan/network-plan.js';
import type { ServicePlan } from '../plan/plan-types.js';
import type {
  ActionPlan,
  ListenerPlan,
  LoadBalancerPlan,
  TargetGroupPlan,
} from '../plan/load-balancer-plan.js';
import type { RegionState } from '../simulation/region-state.js';
import { shiftingDeployment, stageAt } from '../simulation/rollout-stages.js';
import type { ServiceState } from '../simulation/service-state.js';
import { targetState, type TargetState } from '../simulation/targets.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { AwsRecord, Millis, VirtualClock } from '../types.js';
import { present } from './record.js';

export class RegionLoadBalancing implements LoadBalancingView {
  constructor(
    private readonly state: RegionState,
    private readonly clock: VirtualClock,
  ) {}

  private get balancers(): readonly LoadBalancerPlan[] {
    return this.state.balancing.balancers;
  }

  loadBalancers(): AwsRecord[] {
    return this.balancers.map((balancer) => balancerView(this.state, balancer));
  }

  listeners(): AwsRecord[] {
    return this.balancers.flatMap((balancer) =>
      balancer.listeners.map((listener) => listenerView(this.state, balancer, listener)),
    );
  }

  rules(listenerArn: string): AwsRecord[] | undefined {
    const listener = this.balancers
      .flatMap(({ listeners }) => listeners)
      .find(({ arn }) => arn === listenerArn);
    return listener && ruleViews(listener, (group) => this.alternateShare(group));
  }

  targetGroups(): AwsRecord[] {
    return this.balancers.flatMap((balancer) =>
      balancer.groups.map((group) => groupView(this.state, balancer, group)),
    );
  }

  targetHealth(targetGroupArn: string): AwsRecord[] | undefined {
    const group = this.state.balancing.groups.find(({ arn }) => arn === targetGroupArn);
    if (!group) return undefined;
    const service = this.serviceOf(group.service ?? group.alternateOf);
    return service ? targetsOf(service, group, this.clock.now()) : [];
  }

  private serviceOf(wanted: ServicePlan | undefined): ServiceState | undefined {
    return this.state.clusters.flatMap(({ services }) => services).find(({ plan }) => plan === wanted);
  }

  /** Percent of the production traffic that an alternate group gets now; undefined for any other group. */
  private alternateShare({ alternateOf }: TargetGroupPlan): number | undefined {
    const service = this.serviceOf(alternateOf);
    if (!alternateOf || !service) return undefined;
    const now = this.clock.now();
    const shifting = shiftingDeployment(service, now);
    return shifting ? stageAt(service.plan.rollout, shifting, now).production : 0;
  }
}

const ZONE_IDS: Record<string, { app: string; net: string }> = {
  'ap-northeast-2': { app: 'ZWKZPGTI48KDX', net: 'ZIBE1TIR4HY56' },
  'us-east-1': { app: 'Z35SXDOTRQ7X7K', net: 'Z26RNL4JYFTOTI' },
};

function balancerView({ plan, ids }: RegionState, balancer: LoadBalancerPlan): AwsRecord {
  const { name, type, scheme, arn } = balancer;
  const open = scheme === 'internet-facing';
  const { groups } = plan.network;
  const [kind = 'app', , hash = ''] = balancer.dimension.split('/');
  const digits = String(parseInt(hash.slice(0, 8), 16)).padStart(10, '0');
  const zone =
    ZONE_IDS[plan.region]?.[kind as 'app' | 'net'] ?? `Z${ids.hex(`zone|${plan.region}`, 13).toUpperCase()}`;
  return present({
    LoadBalancerArn: arn,
    DNSName:
      type === 'network'
        ? `${name}-${hash}.elb.${plan.region}.amazonaws.com`
        : `${open ? '' : 'internal-'}${name}-${digits}.${plan.region}.elb.amazonaws.com`,
    CanonicalHostedZoneId: zone,
    CreatedTime: new Date(balancer.createdAt),
    LoadBalancerName: name,
    Scheme: scheme,
    VpcId: plan.network.vpcId,
    State: { Code: 'active' },
    Type: type,
    AvailabilityZones: plan.network.subnets
      .filter((subnet) => subnet.public === open)
      .map(({ az, id }) => ({ ZoneName: az, SubnetId: id, LoadBalancerAddresses: [] })),
    SecurityGroups:
      type === 'application' ? [open ? groups.loadBalancer : groups.internalLoadBalancer] : undefined,
    IpAddressType: 'ipv4',
  });
}

function listenerView(
  { plan, ids }: RegionState,
  balancer: LoadBalancerPlan,
  listener: ListenerPlan,
): AwsRecord {
  const secure = listener.protocol === 'HTTPS';
  const certificate = `arn:aws:acm:${plan.region}:${plan.accountId}:certificate/${ids.uuid(`certificate|${plan.region}`)}`;
  return present({
    ListenerArn: listener.arn,
    LoadBalancerArn: balancer.arn,
    Port: listener.port,
    Protocol: listener.protocol,
    Certificates: secure ? [{ CertificateArn: certificate }] : undefined,
    SslPolicy: secure ? 'ELBSecurityPolicy-TLS13-1-2-2021-06' : undefined,
    DefaultActions: [actionView(listener.defaultAction)],
    MutualAuthentication: secure ? { Mode: 'off' } : undefined,
  });
}

type AlternateShare = (group: TargetGroupPlan) => number | undefined;

function ruleViews(listener: ListenerPlan, share: AlternateShare): AwsRecord[] {
  return [
    ...listener.rules.map((rule) => ({
      RuleArn: rule.arn,
      Priority: String(rule.priority),
      Conditions: [
        ...(rule.host ? [condition('host-header', 'HostHeaderConfig', rule.host)] : []),
        ...(rule.path ? [condition('path-pattern', 'PathPatternConfig', rule.path)] : []),
      ],
      Actions: [actionView(divided(rule.action, share))],
      IsDefault: false,
    })),
    {
      RuleArn: listener.defaultRuleArn,
      Priority: 'default',
      Conditions: [],
      Actions: [actionView(listener.defaultAction)],
      IsDefault: true,
    },
  ];
}

/** A rule whose traffic is shifted: the alternate group has its share, the other one the rest. */
function divided(action: ActionPlan, share: AlternateShare): ActionPlan {
  if (action.type !== 'forward') return action;
  const shares = action.groups.map(({ group }) => share(group));
  const moved = shares.find((percent) => percent !== undefined);
  if (moved === undefined) return action;
  const groups = action.groups.map(({ group }, i) => ({ group, weight: shares[i] ?? 100 - moved }));
  return { ...action, groups };
}

/** AWS repeats the values in the condition itself and in the part named for its field. */
function condition(field: string, member: string, value: string): AwsRecord {
  return { Field: field, Values: [value], [member]: { Values: [value] } };
}

/** A single group stands in both forms, several with weights only in the newer one. */
function actionView(action: ActionPlan): AwsRecord {
  if (action.type === 'redirect')
    return {
      Type: 'redirect',
      Order: 1,
      RedirectConfig: {
        Protocol: 'HTTPS',
        Port: '443',
        Host: '#{host}',
        Path: '/#{path}',
        Query: '#{query}',
        StatusCode: 'HTTP_301',
      },
    };
  if (action.type === 'fixed-response')
    return {
      Type: 'fixed-response',
      Order: 1,
      FixedResponseConfig: {
        MessageBody: 'no such host',
        StatusCode: action.status,
        ContentType: 'text/plain',
      },
    };
  const [first] = action.groups;
  return present({
    Type: 'forward',
    Order: 1,
    TargetGroupArn: action.groups.length === 1 ? first?.group.arn : undefined,
    ForwardConfig: {
      TargetGroups: action.groups.map(({ group, weight }) => ({ TargetGroupArn: group.arn, Weight: weight })),
      TargetGroupStickinessConfig: { Enabled: false },
    },
  });
}

function groupView({ plan }: RegionState, balancer: LoadBalancerPlan, group: TargetGroupPlan): AwsRecord {
  const { healthCheck: check } = group;
  return present({
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol,
    Port: group.port,
    VpcId: plan.network.vpcId,
    HealthCheckProtocol: check.protocol,
    HealthCheckPort: check.port,
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: check.intervalSeconds,
    HealthCheckTimeoutSeconds: check.timeoutSeconds,
    HealthyThresholdCount: check.healthyThreshold,
    UnhealthyThresholdCount: check.unhealthyThreshold,
    HealthCheckPath: check.path,
    Matcher: check.matcher && { HttpCode: check.matcher },
    LoadBalancerArns: [balancer.arn],
    TargetType: group.targetType,
    ProtocolVersion: group.protocol === 'HTTP' ? 'HTTP1' : undefined,
    IpAddressType: 'ipv4',
  });
}

/** Newest last; where an address was given to another task while the old target still drains, the new one is shown. */
function targetsOf(service: ServiceState, group: TargetGroupPlan, now: Millis): AwsRecord[] {
  const targets = new Map<string, AwsRecord>();
  const shifting = shiftingDeployment(service, now);
  const runs = [...service.stoppedLately, ...service.live]
    .filter(
      (run) => (shifting !== undefined && run.deployment === shifting) === (group.alternateOf !== undefined),
    )
    .sort((a, b) => a.createdAt - b.createdAt);
  for (const run of runs) {
    const state = targetState(run, now);
    if (state === undefined) continue;
    const target = targetOf(run, group);
    const key = `${target['Id']} ${target['Port']}`;
    targets.delete(key);
    targets.set(key, targetView(run, group, target, state, now));
  }
  return [...targets.values()];
}

function targetOf(run: TaskRun, group: TargetGroupPlan): AwsRecord {
  if (group.targetType === 'instance') return { Id: run.host?.id ?? '', Port: 32768 + (run.hash % 28000) };
  return { Id: address(run.ip ?? 0), Port: group.port, AvailabilityZone: run.az };
}

function targetView(
  run: TaskRun,
  group: TargetGroupPlan,
  target: AwsRecord,
  state: TargetState,
  now: Millis,
): AwsRecord {
  const { port } = group.healthCheck;
  return {
    Target: target,
    HealthCheckPort: port === 'traffic-port' ? String(target['Port']) : port,
    TargetHealth: present({ State: state, ...reasonOf(run, state, now) }),
    AdministrativeOverride: {
      State: 'no_override',
      Reason: 'AdministrativeOverride.NoOverride',
      Description: 'No override is currently active on target',
    },
  };
}

/** AWS's code and sentence for every state but healthy. */
function reasonOf(run: TaskRun, state: TargetState, now: Millis): AwsRecord {
  if (state === 'healthy') return {};
  if (state === 'draining')
    return {
      Reason: 'Target.DeregistrationInProgress',
      Description: 'Target deregistration is in progress',
    };
  if (state === 'unhealthy') {
    const description = run.targetFailure?.reason ?? 'Health checks failed';
    return { Reason: failureCode(description), Description: description };
  }
  const registering = now < (run.registeredAt ?? 0) + 1000 + (run.hash % 1000);
  return registering
    ? { Reason: 'Elb.RegistrationInProgress', Description: 'Target registration is in progress' }
    : { Reason: 'Elb.InitialHealthChecking', Description: 'Initial health checks in progress' };
}

function failureCode(description: string): string {
  if (/codes/i.test(description)) return 'Target.ResponseCodeMismatch';
  return /timed? ?out/i.test(description) ? 'Target.Timeout' : 'Target.FailedHealthChecks';
}
