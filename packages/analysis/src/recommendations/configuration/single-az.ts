import { awsCommand } from '../command.js';
import type { Verdict } from '../recommendation.js';
import { sayRule } from './configuration-texts.js';
import { configurationChange, keep, refuse } from './finding.js';

export interface ServiceZoneFacts {
  serviceName: string;
  clusterName: string;
  region: string;
  environment: string;
  desired: number;
  /** Its own subnets; `zone` null where the subnet could not be read. */
  subnets: readonly { id: string; zone: string | null }[];
  /** Other subnets of the same VPC, in other zones. */
  elsewhere: readonly { id: string; zone: string }[];
  securityGroups: readonly string[];
  assignPublicIp: string | null;
  at: number;
}

/** Whether a production service with awsvpc networking lives in one zone alone. */
export function evaluateServiceZones(facts: ServiceZoneFacts): Verdict {
  if (facts.environment !== 'prod') return keep(sayRule('keep.not_production'));
  if (facts.desired === 0) return keep(sayRule('keep.not_running'));
  const known = facts.subnets.flatMap(({ zone }) => zone ?? []);
  const zones = new Set(known);
  if (zones.size > 1) return keep(sayRule('keep.several_zones', { count: zones.size }));
  // One that could not be read may be in another zone.
  if (known.length === 0 || known.length < facts.subnets.length) return refuse(sayRule('refuse.subnets'));
  const zone = known[0] as string;
  const others = [...new Set(facts.elsewhere.map((subnet) => subnet.zone))].sort();
  const chosen = others.flatMap((each) => facts.elsewhere.find((subnet) => subnet.zone === each)?.id ?? []);
  const wanted = [...facts.subnets.map(({ id }) => id), ...chosen];
  return configurationChange({
    rule: 'service_single_az',
    title: sayRule('single_az.service.title', { service: facts.serviceName, zone }),
    summary: sayRule('single_az.service.summary', {
      desired: facts.desired,
      others: others.join(', ') || '–',
    }),
    current: { zones: zone, subnets: facts.subnets.length },
    proposed: { zones: [zone, ...others].join(', '), subnets: wanted.length },
    risk: 'low',
    change: [{ label: 'AWS CLI', text: changeOf(facts, wanted) }],
    facts: [
      { label: sayRule('fact.zone'), value: zone },
      { label: sayRule('fact.subnets'), value: facts.subnets.map(({ id }) => id).join(', ') },
    ],
    at: facts.at,
  });
}

function changeOf(facts: ServiceZoneFacts, subnets: readonly string[]): string {
  const awsvpcConfiguration = {
    subnets,
    securityGroups: facts.securityGroups,
    ...(facts.assignPublicIp === null ? {} : { assignPublicIp: facts.assignPublicIp }),
  };
  return awsCommand('ecs update-service', {
    region: facts.region,
    cluster: facts.clusterName,
    service: facts.serviceName,
    'network-configuration': JSON.stringify({ awsvpcConfiguration }),
  });
}

export interface DatabaseZoneFacts {
  name: string;
  region: string;
  environment: string;
  multiAz: boolean;
  zone: string | null;
  isReplica: boolean;
  isClusterMember: boolean;
  at: number;
}

/** Whether a production database has no standby. Members of a cluster have their copies there. */
export function evaluateDatabaseZones(facts: DatabaseZoneFacts): Verdict {
  if (facts.environment !== 'prod') return keep(sayRule('keep.not_production'));
  if (facts.multiAz) return keep(sayRule('keep.standby'));
  if (facts.isReplica) return keep(sayRule('keep.replica'));
  if (facts.isClusterMember) return keep(sayRule('keep.cluster_member'));
  return configurationChange({
    rule: 'rds_single_az',
    title: sayRule('single_az.database.title', { name: facts.name }),
    summary: sayRule('single_az.database.summary', { zone: facts.zone }),
    current: { multiAz: false },
    proposed: { multiAz: true },
    risk: 'low',
    savingNote: sayRule('saving.multi_az'),
    change: [
      {
        label: 'AWS CLI',
        text: `${awsCommand('rds modify-db-instance', {
          region: facts.region,
          'db-instance-identifier': facts.name,
        })} \\\n  --multi-az`,
      },
      { label: 'Terraform', text: 'multi_az = true' },
    ],
    facts: [{ label: sayRule('fact.zone'), value: facts.zone ?? '–' }],
    at: facts.at,
  });
}
