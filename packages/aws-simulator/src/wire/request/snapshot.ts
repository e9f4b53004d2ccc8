import type { NetworkView } from '../../world/network.js';
import type { AwsRecord, Millis, Region } from '../../world/types.js';

/** Virtual milliseconds for which a list is served again: AWS's own lists are no fresher. */
const FRESH_MS = 500;

interface Kept {
  at: Millis;
  records: AwsRecord[];
}

/**
 * Keeps what a region answered a moment ago. Clients sweep a large cluster by dozens of calls in a row, and each would
 * otherwise build every task of it anew.
 */
export class Snapshots {
  private readonly views = new Map<Region, Region>();

  of(region: Region, now: () => Millis): Region {
    let view = this.views.get(region);
    if (!view) {
      view = keeping(region, now);
      this.views.set(region, view);
    }
    return view;
  }
}

function keeping(region: Region, now: () => Millis): Region {
  const kept = new Map<string, Kept>();
  const recall: Recall = (key, read) => {
    const at = now();
    const found = kept.get(key);
    if (found && at - found.at < FRESH_MS) return found.records;
    const records = read();
    kept.set(key, { at, records });
    return records;
  };
  return {
    accountId: region.accountId,
    region: region.region,
    clusters: () => recall('clusters', () => region.clusters()),
    services: (arn) => recall(`services ${arn}`, () => region.services(arn)),
    tasks: (arn) => recall(`tasks ${arn}`, () => region.tasks(arn)),
    containerInstances: (arn) => recall(`hosts ${arn}`, () => region.containerInstances(arn)),
    taskDefinition: (name) => region.taskDefinition(name),
    taskDefinitionTags: (arn) => region.taskDefinitionTags(arn),
    instances: () => recall('instances', () => region.instances()),
    loadBalancing: region.loadBalancing,
    canaries: region.canaries,
    dbInstances: () => recall('databases', () => region.dbInstances()),
    autoScalingGroups: () => recall('groups', () => region.autoScalingGroups()),
    compute: region.compute,
    network: keepingNetwork(region.network, recall),
    databases: region.databases,
    scalableTargets: () => recall('targets', () => region.scalableTargets()),
    scalingPolicies: () => recall('policies', () => region.scalingPolicies()),
    scalingActivities: () => recall('activities', () => region.scalingActivities()),
    ecs: region.ecs,
    scaling: region.scaling,
    logGroups: () => recall('logGroups', () => region.logGroups()),
    logStreams: (name) => region.logStreams(name),
    logEvents: (query) => region.logEvents(query),
    alarms: region.alarms,
    trail: region.trail,
    eventBus: region.eventBus,
    metricSeries: () => region.metricSeries(),
    findSeries: (namespace, name, dimensions) => region.findSeries(namespace, name, dimensions),
    datapoint: (series, at, asOf) => region.datapoint(series, at, asOf),
    visibleAt: (series, at) => region.visibleAt(series, at),
  };
}

type Recall = (key: string, read: () => AwsRecord[]) => AwsRecord[];

function keepingNetwork(network: NetworkView, recall: Recall): NetworkView {
  return {
    vpcs: () => network.vpcs(),
    subnets: () => recall('subnets', () => network.subnets()),
    routeTables: () => network.routeTables(),
    securityGroups: () => network.securityGroups(),
    networkInterfaces: () => recall('interfaces', () => network.networkInterfaces()),
  };
}
