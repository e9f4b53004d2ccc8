import { Injectable } from '@nestjs/common';
import { ATTRIBUTES } from '@danji/shared';
import type {
  AttributesOf,
  CapacityProviderAttributes,
  Ec2InstanceAttributes,
  RdsInstanceAttributes,
  SecurityGroupAttributes,
  SubnetAttributes,
  TargetGroupAttributes,
  TaskDefinitionAttributes,
} from '@danji/shared';
import { HistoryRepository, type ServiceSubject, type Subject } from '../history.repository.js';

/** What the rules of configuration read of the stored fleet, each kind in one statement. */
export interface Fleet {
  services: readonly ServiceSubject[];
  /** Task definitions by their resource id. */
  definitions: ReadonlyMap<string, TaskDefinitionAttributes>;
  /** `scope region name` of capacity providers whose hosts run on EC2 Spot. */
  spotProviders: ReadonlySet<string>;
  targetGroups: readonly Subject<TargetGroupAttributes>[];
  securityGroups: readonly Subject<SecurityGroupAttributes>[];
  subnets: readonly Subject<SubnetAttributes>[];
  databases: readonly Subject<RdsInstanceAttributes>[];
}

@Injectable()
export class ReadFleet {
  constructor(private readonly history: HistoryRepository) {}

  async run(services: readonly ServiceSubject[]): Promise<Fleet> {
    const [definitions, providers, hosts, targetGroups, securityGroups, subnets, databases] =
      await Promise.all([
        this.known('ecs_task_definition'),
        this.known('capacity_provider'),
        this.known('ec2_instance'),
        this.known('target_group'),
        this.known('security_group'),
        this.known('subnet'),
        this.known('rds_instance'),
      ]);
    return {
      services: complete('ecs_service', services),
      definitions: new Map(definitions.map(({ id, attributes }) => [id, attributes])),
      spotProviders: spotProviders(providers, hosts),
      targetGroups,
      securityGroups,
      subnets,
      databases,
    };
  }

  private async known<K extends keyof typeof ATTRIBUTES>(kind: K): Promise<Subject<AttributesOf<K>>[]> {
    return complete(kind, await this.history.subjects<unknown>(kind));
  }
}

/** Those whose attributes are whole. Rows of an earlier version lack some until they are read again. */
function complete<K extends keyof typeof ATTRIBUTES>(
  kind: K,
  subjects: readonly Subject<unknown>[],
): Subject<AttributesOf<K>>[] {
  return subjects.flatMap((subject) => {
    const parsed = ATTRIBUTES[kind].safeParse(subject.attributes);
    return parsed.success ? [{ ...subject, attributes: parsed.data as AttributesOf<K> }] : [];
  });
}

function spotProviders(
  providers: readonly Subject<CapacityProviderAttributes>[],
  hosts: readonly Subject<Ec2InstanceAttributes>[],
): Set<string> {
  const place = ({ scopeId, region }: Subject<unknown>): string => `${scopeId} ${region}`;
  const spotGroups = new Set(
    hosts
      .filter(({ attributes }) => attributes.lifecycle === 'spot' && attributes.autoScalingGroup !== null)
      .map((host) => `${place(host)} ${host.attributes.autoScalingGroup}`),
  );
  const groupOf = ({ attributes }: Subject<CapacityProviderAttributes>): string =>
    attributes.autoScalingGroup?.id.split('autoScalingGroupName/')[1] ?? '';
  return new Set(
    providers
      .filter((provider) => spotGroups.has(`${place(provider)} ${groupOf(provider)}`))
      .map((provider) => `${place(provider)} ${provider.name}`),
  );
}
