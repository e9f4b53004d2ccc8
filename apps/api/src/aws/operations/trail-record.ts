import { z } from 'zod';
import { text } from '../answer.js';

const Identity = z.object({
  type: text,
  arn: text,
  userName: text,
  invokedBy: text,
  sessionContext: z.object({ sessionIssuer: z.object({ userName: text }).nullish() }).nullish(),
});

/** Names of what was changed; every other parameter but those of rules is dropped here and reaches nobody. */
const Named = z.object({
  cluster: text,
  service: text,
  task: text,
  dBInstanceIdentifier: text,
  dBClusterIdentifier: text,
  groupId: text,
  resourceId: text,
  autoScalingGroupName: text,
});
/** EC2 writes lists as `{items: […]}`, and an empty one as `{}`. */
const items = <T extends z.ZodType>(item: T) =>
  z
    .object({ items: z.array(item).nullish() })
    .nullish()
    .catch(null)
    .transform((list) => list?.items ?? []);
const port = z.number().int().nullish().catch(null);
const Permission = z.object({
  ipProtocol: text,
  fromPort: port,
  toPort: port,
  ipRanges: items(z.object({ cidrIp: text, description: text })),
  ipv6Ranges: items(z.object({ cidrIpv6: text, description: text })),
  groups: items(z.object({ groupId: text, description: text })),
  prefixListIds: items(z.object({ prefixListId: text, description: text })),
});
const Requested = z.object({
  ipPermissions: items(Permission),
  instancesSet: items(z.object({ instanceId: text })),
});
const Answered = z.object({
  service: z.object({ serviceArn: text }).nullish(),
  task: z.object({ taskArn: text, group: text, clusterArn: text }).nullish().catch(null),
  taskDefinition: z.object({ taskDefinitionArn: text }).nullish(),
});
const Record = z.object({
  userIdentity: Identity.nullish(),
  sourceIPAddress: text,
  errorCode: text,
  requestParameters: z.record(z.string(), z.unknown()).nullish().catch(null),
  responseElements: Answered.nullish().catch(null),
});

/** Who made a call, without keys and parameters. */
export interface TrailIdentity {
  type: string | null;
  arn: string | null;
  userName: string | null;
  invokedBy: string | null;
  role: string | null;
  sourceIp: string | null;
}

/** A rule of a security group as the call spelled it; protocol `-1` is all of them. */
export interface TrailRule {
  protocol: string;
  fromPort: number | null;
  toPort: number | null;
  kind: 'cidr' | 'group' | 'prefix_list';
  peer: string;
  description: string | null;
}

/** One change that succeeded, as far as it names a resource and its maker. */
export interface TrailChange {
  id: string;
  /** Epoch ms. */
  at: number;
  name: string;
  source: string;
  identity: TrailIdentity;
  named: z.output<typeof Named> | null;
  serviceArn: string | null;
  taskDefinitionArn: string | null;
  /** Of StopTask. */
  task: { arn: string; group: string | null; clusterArn: string | null } | null;
  instanceIds: string[];
  /** Of calls that open or close ports. */
  rules: TrailRule[];
  /** It set how many tasks are wanted and nothing else: no setting changed. */
  countOnly: boolean;
}

export interface TrailEvent {
  EventId: string;
  EventName: string;
  EventTime: Date;
  EventSource: string;
  CloudTrailEvent: string | null;
}

/** Null for a record that cannot be read, and for a call that AWS refused: it changed nothing. */
export function readChange(event: TrailEvent): TrailChange | null {
  const record = readRecord(event.CloudTrailEvent);
  if (record === null || record.errorCode !== null) return null;
  const { userIdentity: who, sourceIPAddress, requestParameters, responseElements } = record;
  const requested = Requested.safeParse(requestParameters).data;
  const task = responseElements?.task;
  return {
    id: event.EventId,
    at: event.EventTime.getTime(),
    name: event.EventName,
    source: event.EventSource,
    identity: {
      type: who?.type ?? null,
      arn: who?.arn ?? null,
      userName: who?.userName ?? null,
      invokedBy: who?.invokedBy ?? null,
      role: who?.sessionContext?.sessionIssuer?.userName ?? null,
      sourceIp: sourceIPAddress,
    },
    named: Named.safeParse(requestParameters).data ?? null,
    countOnly: isCountOnly(requestParameters ?? {}),
    serviceArn: responseElements?.service?.serviceArn ?? null,
    taskDefinitionArn: responseElements?.taskDefinition?.taskDefinitionArn ?? null,
    task: task?.taskArn ? { arn: task.taskArn, group: task.group, clusterArn: task.clusterArn } : null,
    instanceIds: (requested?.instancesSet ?? []).flatMap(({ instanceId }) => instanceId ?? []),
    rules: (requested?.ipPermissions ?? []).flatMap(rulesOf),
  };
}

function rulesOf(permission: z.output<typeof Permission>): TrailRule[] {
  const { ipProtocol, fromPort, toPort, ipRanges, ipv6Ranges, groups, prefixListIds } = permission;
  const rule = (kind: TrailRule['kind'], peer: string | null, description: string | null): TrailRule[] =>
    peer === null
      ? []
      : [
          {
            protocol: ipProtocol ?? '-1',
            fromPort: fromPort ?? null,
            toPort: toPort ?? null,
            kind,
            peer,
            description,
          },
        ];
  return [
    ...ipRanges.flatMap((range) => rule('cidr', range.cidrIp, range.description)),
    ...ipv6Ranges.flatMap((range) => rule('cidr', range.cidrIpv6, range.description)),
    ...groups.flatMap((group) => rule('group', group.groupId, group.description)),
    ...prefixListIds.flatMap((list) => rule('prefix_list', list.prefixListId, list.description)),
  ];
}

const OF_COUNT = new Set(['cluster', 'service', 'desiredCount']);

function isCountOnly(parameters: Readonly<Record<string, unknown>>): boolean {
  return 'desiredCount' in parameters && Object.keys(parameters).every((name) => OF_COUNT.has(name));
}

/** The record is JSON text; one that cannot be read names nobody and is left out. */
function readRecord(json: string | null): z.output<typeof Record> | null {
  if (json === null) return null;
  try {
    const parsed = Record.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
