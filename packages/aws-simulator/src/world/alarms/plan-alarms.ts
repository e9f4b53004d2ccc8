import { DAY } from '../calendar.js';
import { maximumConnections } from '../plan/database-pools.js';
import type { AwsRecord, MetricSeries } from '../types.js';
import type { DatabasePlan, ServicePlan } from '../plan/plan-types.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AlarmPlan, CompositePlan } from './alarm-plan.js';

const GIB = 1024 ** 3;

type Rule = Pick<AlarmPlan, 'metric' | 'threshold' | 'evaluationPeriods'> & Partial<AlarmPlan>;

/**
 * The alarms that people made, after CloudWatch's recommended alarms ("Recommended alarms", CloudWatch User Guide): of
 * production services, databases, clusters with instances and instances outside groups; one forgotten when its service
 * was deleted, one whose actions somebody switched off.
 */
export class AlarmPlanner {
  private readonly topic: string;

  constructor(private readonly state: RegionState) {
    const { region, accountId } = state.plan;
    this.topic = `arn:aws:sns:${region}:${accountId}:ops-alerts`;
  }

  /** `series`: what is published, for alarms on metrics that only some fleets have. */
  metricAlarms(series: readonly MetricSeries[], policies: readonly AwsRecord[]): AlarmPlan[] {
    const { clusters, databases, plan } = this.state;
    const services = clusters.flatMap((cluster) => cluster.services.map((service) => service.plan));
    const watched = services.filter(({ environment, daemon }) => environment === 'prod' && !daemon);
    return [
      ...watched.filter(({ hash }) => hash % 3 !== 0).map((service) => this.ofService(service, 'CPU')),
      ...watched.filter(({ hash }) => hash % 3 === 1).map((service) => this.ofService(service, 'Memory')),
      ...databases.flatMap((database, index) => this.ofDatabase(database.plan, index)),
      ...clusters.filter(({ groups }) => groups.length > 0).map(({ plan: { name } }) => this.ofCluster(name)),
      ...services.flatMap((service) => this.ofSteps(service, policies)),
      ...this.forgotten(watched[0]),
      ...series.filter(isUnhealthyHosts).map((one) => this.ofTargetGroup(one)),
      ...this.ofStandalone(plan.standalone.map(({ name }) => name)),
    ];
  }

  /** The one that wakes somebody: any production service of the shop too busy. */
  composites(alarms: readonly AlarmPlan[]): CompositePlan[] {
    const children = alarms.filter(({ name }) => /^prod-.*-(cpu|memory)-high$/.test(name)).slice(0, 6);
    if (children.length < 2) return [];
    return [
      {
        name: 'prod-shop-degraded',
        description: 'Any of the services that customers feel is at its limit',
        anyOf: children.map(({ name }) => name),
        actions: [this.topic],
        configuredAt: this.state.beginsAt - 31 * DAY,
      },
    ];
  }

  private alarm(
    name: string,
    base: Pick<AlarmPlan, 'namespace' | 'dimensions' | 'configuredAt'>,
    rule: Rule,
  ): AlarmPlan {
    return {
      name,
      description: '',
      statistic: 'Average',
      periodSeconds: 60,
      comparison: 'GreaterThanThreshold',
      datapointsToAlarm: rule.evaluationPeriods,
      treatMissing: 'missing',
      actionsEnabled: true,
      actions: [this.topic],
      ...base,
      ...rule,
    };
  }

  private ofService(service: ServicePlan, what: 'CPU' | 'Memory'): AlarmPlan {
    const base = baseOfService(service);
    return this.alarm(`${service.cluster.name}-${service.name}-${what.toLowerCase()}-high`, base, {
      metric: `${what}Utilization`,
      description: `${what} of ${service.name}`,
      threshold: 80,
      evaluationPeriods: 5,
      // Some teams wait for three of five.
      datapointsToAlarm: service.hash % 2 === 0 ? 5 : 3,
      unit: 'Percent',
    });
  }

  /** The alarm that a step policy waits for: somebody made it, and its action is the policy. */
  private ofSteps(service: ServicePlan, policies: readonly AwsRecord[]): AlarmPlan[] {
    const step = service.scaling?.step;
    if (!step) return [];
    const { alarmName: name, minutes: evaluationPeriods, threshold } = step;
    const rule: Rule = { metric: 'CPUUtilization', threshold, evaluationPeriods, unit: 'Percent' };
    const base = baseOfService(service);
    const action = policies.find(({ Alarms }) =>
      ((Alarms ?? []) as AwsRecord[]).some(({ AlarmName }) => AlarmName === step.alarmName),
    )?.['PolicyARN'];
    return [{ ...this.alarm(name, base, rule), actions: action === undefined ? [] : [String(action)] }];
  }

  private ofDatabase(database: DatabasePlan, index: number): AlarmPlan[] {
    const base = {
      namespace: 'AWS/RDS',
      dimensions: [{ Name: 'DBInstanceIdentifier', Value: database.id }],
      configuredAt: database.createdAt + DAY,
    };
    const below = 'LessThanThreshold' as const;
    const rules: [string, Rule][] = [
      // Switched off during a migration and never on again.
      [
        'cpu-high',
        { metric: 'CPUUtilization', threshold: 90, evaluationPeriods: 5, actionsEnabled: index > 0 },
      ],
    ];
    // Aurora's storage grows by itself and has no such metric.
    if (!database.engine.startsWith('aurora')) {
      rules.push([
        'storage-low',
        {
          metric: 'FreeStorageSpace',
          statistic: 'Minimum',
          comparison: below,
          threshold: Math.round(database.allocatedGiB * 0.1 * GIB),
          evaluationPeriods: 5,
          treatMissing: 'breaching',
        },
      ]);
    }
    if (database.environment === 'prod' && !database.replicaOf) {
      const threshold = Math.round(maximumConnections(database) * 0.9);
      rules.push(['connections-high', { metric: 'DatabaseConnections', threshold, evaluationPeriods: 5 }]);
    }
    if (database.replicaOf) {
      const lag: Rule = { metric: 'ReplicaLag', statistic: 'Maximum', threshold: 60, evaluationPeriods: 10 };
      rules.push(['replica-lag', lag]);
    }
    return rules.map(([suffix, rule]) => this.alarm(`rds-${database.id}-${suffix}`, base, rule));
  }

  private ofCluster(name: string): AlarmPlan {
    const base = {
      namespace: 'AWS/ECS',
      dimensions: [{ Name: 'ClusterName', Value: name }],
      configuredAt: this.state.beginsAt - 60 * DAY,
    };
    return this.alarm(`${name}-memory-reservation-high`, base, {
      metric: 'MemoryReservation',
      threshold: 90,
      evaluationPeriods: 5,
      treatMissing: 'breaching',
      unit: 'Percent',
    });
  }

  /** Its service was deleted last year: there is no datapoint any more. */
  private forgotten(neighbour: ServicePlan | undefined): AlarmPlan[] {
    if (!neighbour) return [];
    const base = {
      namespace: 'AWS/ECS',
      dimensions: [
        { Name: 'ClusterName', Value: neighbour.cluster.name },
        { Name: 'ServiceName', Value: 'coupon-legacy' },
      ],
      configuredAt: this.state.beginsAt - 300 * DAY,
    };
    const rule: Rule = { metric: 'CPUUtilization', threshold: 80, evaluationPeriods: 5 };
    return [this.alarm(`${neighbour.cluster.name}-coupon-legacy-cpu-high`, base, rule)];
  }

  private ofTargetGroup({ namespace, metricName, dimensions }: MetricSeries): AlarmPlan {
    const group = dimensions.find(({ Name }) => Name === 'TargetGroup')?.Value.split('/')[1] ?? '';
    const base = { namespace, dimensions, configuredAt: this.state.beginsAt - 90 * DAY };
    const rule: Rule = { metric: metricName, statistic: 'Maximum', threshold: 0, evaluationPeriods: 2 };
    return this.alarm(`alb-${group}-unhealthy-hosts`, base, rule);
  }

  private ofStandalone(names: readonly string[]): AlarmPlan[] {
    return names.flatMap((name) => {
      const host = this.state.hosts.find(({ standalone }) => standalone?.name === name);
      if (!host) return [];
      const base = {
        namespace: 'AWS/EC2',
        dimensions: [{ Name: 'InstanceId', Value: host.id }],
        configuredAt: Math.min(this.state.beginsAt, host.launchedAt) - DAY / 2,
      };
      const comparison = 'GreaterThanOrEqualToThreshold' as const;
      const check: Rule = {
        metric: 'StatusCheckFailed',
        statistic: 'Maximum',
        comparison,
        threshold: 1,
        evaluationPeriods: 2,
      };
      const cpu: Rule = {
        metric: 'CPUUtilization',
        threshold: 80,
        evaluationPeriods: 3,
        periodSeconds: 300,
        unit: 'Percent',
      };
      return [
        this.alarm(`ec2-${name}-status-check`, base, { ...check, periodSeconds: 300 }),
        this.alarm(`ec2-${name}-cpu-high`, base, cpu),
      ];
    });
  }
}

/** Per target group and load balancer, all zones together. */
function isUnhealthyHosts({ namespace, metricName, dimensions }: MetricSeries): boolean {
  return (
    namespace === 'AWS/ApplicationELB' &&
    metricName === 'UnHealthyHostCount' &&
    dimensions.length === 2 &&
    dimensions.every(({ Name }) => Name === 'TargetGroup' || Name === 'LoadBalancer')
  );
}

function baseOfService(service: ServicePlan) {
  return {
    namespace: 'AWS/ECS',
    dimensions: [
      { Name: 'ClusterName', Value: service.cluster.name },
      { Name: 'ServiceName', Value: service.name },
    ],
    configuredAt: service.createdAt + DAY,
  };
}
