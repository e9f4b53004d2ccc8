import {
  evaluateBackups,
  evaluateDatabaseZones,
  evaluateEngineLife,
  evaluateMaintenance,
  evaluatePublicDatabase,
  evaluateSecurityGroup,
  type InboundRule,
} from '@danji/analysis';
import type { RdsInstanceAttributes } from '@danji/shared';
import type { Subject } from '../history.repository.js';
import type { Fleet } from './fleet-subjects.js';
import type { Judgement } from './judgement.js';

const epoch = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

/** What the configuration of databases alone tells. */
export function judgeDatabases(fleet: Fleet, now: number): Judgement[] {
  const rulesOf = new Map(fleet.securityGroups.map(({ id, attributes }) => [id, attributes.inbound]));
  return fleet.databases.flatMap((subject): Judgement[] => {
    const { attributes } = subject;
    const common = {
      name: subject.nativeId,
      region: subject.region,
      isReplica: attributes.replicaOf !== null,
      isClusterMember: attributes.cluster !== null,
      at: now,
    };
    const zones = evaluateDatabaseZones({
      ...common,
      environment: subject.environment,
      multiAz: attributes.multiAz,
      zone: attributes.availabilityZone,
    });
    const backups = evaluateBackups({ ...common, retentionDays: attributes.backupRetentionDays });
    const exposed = evaluatePublicDatabase({
      ...common,
      publiclyAccessible: attributes.publiclyAccessible,
      endpoint: attributes.endpoint,
      port: attributes.port,
      inbound: inboundOf(attributes, rulesOf),
    });
    return [
      { rule: 'rds_single_az', subject, verdict: zones },
      { rule: 'backups_off', subject, verdict: backups },
      { rule: 'public_database', subject, verdict: exposed },
      ...judgeLife(subject, now),
    ];
  });
}

/** Null where a group of the database could not be read. */
function inboundOf(
  { securityGroups }: RdsInstanceAttributes,
  rulesOf: ReadonlyMap<string, readonly InboundRule[]>,
): readonly InboundRule[] | null {
  const rules = securityGroups.map(({ resourceId }) => rulesOf.get(resourceId ?? ''));
  return rules.includes(undefined) ? null : rules.flatMap((each) => each ?? []);
}

function judgeLife(subject: Subject<RdsInstanceAttributes>, now: number): Judgement[] {
  const { attributes, nativeId: name, region } = subject;
  const life = evaluateEngineLife({
    name,
    region,
    engine: attributes.engine,
    version: attributes.engineVersion,
    standardSupportEnds: epoch(attributes.lifecycle?.standardSupportEnds ?? null),
    extendedSupportEnds: epoch(attributes.lifecycle?.extendedSupportEnds ?? null),
    upgradeTargets: attributes.upgradeTargets ?? [],
    at: now,
  });
  const maintenance = evaluateMaintenance({
    name,
    arn: subject.arn,
    region,
    actions:
      attributes.pendingMaintenance?.map((action) => ({
        ...action,
        autoAppliedAfter: epoch(action.autoAppliedAfter),
        forcedApply: epoch(action.forcedApply),
        currentApply: epoch(action.currentApply),
      })) ?? null,
    window: attributes.maintenanceWindow,
    at: now,
  });
  return [
    { rule: 'engine_end_of_life', subject, verdict: life },
    { rule: 'pending_maintenance', subject, verdict: maintenance },
  ];
}

/** Groups that let the whole internet in where it should not be. */
export function judgeSecurityGroups({ securityGroups }: Fleet, now: number): Judgement[] {
  return securityGroups.map((subject): Judgement => {
    const { attributes, nativeId: groupId, name, region } = subject;
    const facts = { groupId, name, region, inbound: attributes.inbound, usedBy: attributes.usedBy.length };
    return { rule: 'security_group_open', subject, verdict: evaluateSecurityGroup({ ...facts, at: now }) };
  });
}
