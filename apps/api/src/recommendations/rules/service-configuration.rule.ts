import {
  evaluateHealthCheck,
  evaluateLogDriver,
  evaluateServiceZones,
  evaluateSpotBase,
} from '@danji/analysis';
import type { ServiceAttributes, TargetGroupAttributes } from '@danji/shared';
import type { ServiceSubject, Subject } from '../history.repository.js';
import type { Fleet } from './fleet-subjects.js';
import type { Judgement } from './judgement.js';

/** What the configuration of services alone tells: zones, Spot, logs, and the health checks of their target groups. */
export function judgeServices(fleet: Fleet, now: number): Judgement[] {
  return fleet.services.flatMap((subject): Judgement[] => [
    { rule: 'service_single_az', subject, verdict: judgeZones(subject, fleet, now) },
    { rule: 'spot_without_base', subject, verdict: judgeSpot(subject, fleet, now) },
    { rule: 'log_driver_missing', subject, verdict: judgeLogs(subject, fleet, now) },
    ...judgeHealthChecks(subject, fleet, now),
  ]);
}

const nameAndPlace = ({ name, region, attributes }: ServiceSubject) => ({
  serviceName: name,
  clusterName: attributes.clusterName,
  region,
  desired: attributes.desired,
});

function judgeZones(subject: ServiceSubject, { subnets }: Fleet, now: number) {
  const { attributes } = subject;
  const known = new Map(subnets.map((subnet) => [subnet.nativeId, subnet.attributes]));
  const own = attributes.subnets.map((id) => ({ id, zone: known.get(id)?.availabilityZone ?? null }));
  const vpcs = new Set(attributes.subnets.flatMap((id) => known.get(id)?.vpcId ?? []));
  const isPublic = known.get(attributes.subnets[0] ?? '')?.public;
  const zones = new Set(own.map(({ zone }) => zone));
  // A private service moves into private subnets, a public one into public ones.
  const elsewhere = subnets.filter(
    (subnet) =>
      vpcs.has(subnet.attributes.vpcId) &&
      subnet.attributes.public === isPublic &&
      !zones.has(subnet.attributes.availabilityZone),
  );
  return evaluateServiceZones({
    ...nameAndPlace(subject),
    environment: subject.environment,
    subnets: own,
    elsewhere: elsewhere.map(({ nativeId, attributes: { availabilityZone } }) => ({
      id: nativeId,
      zone: availabilityZone,
    })),
    securityGroups: attributes.securityGroups,
    assignPublicIp: attributes.assignPublicIp,
    at: now,
  });
}

function judgeSpot(subject: ServiceSubject, fleet: Fleet, now: number) {
  const isSpot = (provider: string): boolean =>
    provider === 'FARGATE_SPOT' ||
    fleet.spotProviders.has(`${subject.scopeId} ${subject.region} ${provider}`);
  const { strategy } = subject.attributes;
  const onFargate = strategy.some(({ capacityProvider }) => capacityProvider.startsWith('FARGATE'));
  return evaluateSpotBase({
    ...nameAndPlace(subject),
    strategy: strategy.map((item) => ({ ...item, spot: isSpot(item.capacityProvider) })),
    // A strategy may not mix Fargate with Auto Scaling group providers.
    onDemand: onFargate ? 'FARGATE' : null,
    at: now,
  });
}

function judgeLogs(subject: ServiceSubject, { definitions }: Fleet, now: number) {
  const { attributes } = subject;
  return evaluateLogDriver({
    ...nameAndPlace(subject),
    family: attributes.family,
    containers: definitions.get(attributes.taskDefinitionId ?? '')?.containers ?? null,
    at: now,
  });
}

function judgeHealthChecks(subject: ServiceSubject, fleet: Fleet, now: number): Judgement[] {
  const { attributes } = subject;
  return attributes.loadBalancers.flatMap((behind): Judgement[] => {
    const group = fleet.targetGroups.find(
      ({ nativeId, scopeId, region }) =>
        scopeId === subject.scopeId &&
        region === subject.region &&
        behind.targetGroupArn?.endsWith(`:${nativeId}`) === true,
    );
    if (group === undefined) return [];
    const verdict = evaluateHealthCheck(healthFacts(subject, behind, group, fleet, now));
    return [{ rule: 'health_check_mismatch', subject: group, verdict }];
  });
}

function healthFacts(
  { name, region, attributes }: ServiceSubject,
  behind: ServiceAttributes['loadBalancers'][number],
  group: Subject<TargetGroupAttributes>,
  { definitions }: Fleet,
  now: number,
) {
  const { healthCheck } = group.attributes;
  const container = definitions
    .get(attributes.taskDefinitionId ?? '')
    ?.containers.find((each) => each.name === behind.containerName);
  return {
    serviceName: name,
    region,
    targetGroupName: group.name,
    targetGroupArn: behind.targetGroupArn ?? '',
    // On instances the host's port is another one, chosen at random or by hand.
    containerPort: group.attributes.targetType === 'ip' ? behind.containerPort : null,
    checkPort: healthCheck.port,
    checkPath: healthCheck.path,
    containerCommand: container?.healthCheck?.command ?? null,
    at: now,
  };
}
