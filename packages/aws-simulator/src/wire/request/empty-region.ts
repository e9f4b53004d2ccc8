import type { Region } from '../../world/types.js';
import {
  certificates,
  engineVersions,
  majorEngineVersions,
} from '../../world/views/databases/engine-catalogue.js';

/** A region where the account keeps nothing: AWS answers there too, with empty lists. */
export function emptyRegion(accountId: string, region: string): Region {
  const none = (): [] => [];
  const nothing = (): undefined => undefined;
  return {
    accountId,
    region,
    clusters: none,
    services: none,
    tasks: none,
    containerInstances: none,
    taskDefinition: nothing,
    taskDefinitionTags: none,
    instances: none,
    dbInstances: none,
    loadBalancing: {
      loadBalancers: none,
      listeners: none,
      rules: nothing,
      targetGroups: none,
      targetHealth: nothing,
    },
    canaries: { canaries: none, lastRuns: none },
    autoScalingGroups: none,
    compute: {
      volumes: none,
      images: none,
      deregisteredImages: none,
      keyPairs: none,
      instanceStatuses: none,
      instanceTypes: none,
      spotPrices: none,
    },
    databases: {
      clusters: none,
      events: none,
      pendingMaintenance: none,
      engineVersions,
      majorEngineVersions,
      parameters: nothing,
      certificates: () => certificates(region),
      load: nothing,
    },
    network: {
      vpcs: none,
      subnets: none,
      routeTables: none,
      securityGroups: none,
      networkInterfaces: none,
    },
    scalableTargets: none,
    scalingPolicies: none,
    scalingActivities: none,
    scaling: { groupActivities: none, groupPolicies: none, scheduledActions: none },
    ecs: {
      taskDefinitions: none,
      capacityProviders: none,
      serviceDeployments: none,
      serviceRevisions: none,
      taskSets: none,
      taskProtections: none,
    },
    logGroups: none,
    logStreams: none,
    logEvents: none,
    alarms: { list: none },
    trail: { events: none },
    eventBus: { take: none },
    metricSeries: none,
    findSeries: nothing,
    datapoint: nothing,
    visibleAt: () => Infinity,
  };
}
