import {
  DescribeCertificatesCommand,
  DescribeDBClustersCommand,
  DescribeDBEngineVersionsCommand,
  DescribeDBInstancesCommand,
  DescribeDBMajorEngineVersionsCommand,
  DescribeDBParametersCommand,
  DescribeEventsCommand,
  DescribePendingMaintenanceActionsCommand,
  type RDSClient,
} from '@aws-sdk/client-rds';
import type { AwsAction } from '@danji/shared';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { allPages } from './pages.js';
import {
  CertificateShape,
  ClusterShape,
  EngineVersionShape,
  EventShape,
  InstanceShape,
  MaintenanceShape,
  MajorVersionShape,
  ParameterShape,
  type RdsCertificate,
  type RdsCluster,
  type RdsEngineVersion,
  type RdsEvent,
  type RdsInstance,
  type RdsMaintenance,
  type RdsMajorVersion,
  type RdsParameter,
} from './rds-shapes.js';

/** RDS answers at most 100 records a page. */
const PAGE = { MaxRecords: 100 };

/** Reads of Amazon RDS. */
export class RdsOperations {
  constructor(
    private readonly client: RDSClient,
    private readonly caller: AwsCaller,
  ) {}

  instances(): Promise<RdsInstance[]> {
    return this.all('rds:DescribeDBInstances', 'DBInstances', InstanceShape, (Marker) =>
      this.client.send(new DescribeDBInstancesCommand({ ...PAGE, Marker })),
    );
  }

  clusters(): Promise<RdsCluster[]> {
    return this.all('rds:DescribeDBClusters', 'DBClusters', ClusterShape, (Marker) =>
      this.client.send(new DescribeDBClustersCommand({ ...PAGE, Marker })),
    );
  }

  /** Everything that RDS wrote in [from, to] (epoch ms); it forgets after 14 days. */
  events(from: number, to: number): Promise<RdsEvent[]> {
    const span = { StartTime: new Date(from), EndTime: new Date(to) };
    return this.all('rds:DescribeEvents', 'Events', EventShape, (Marker) =>
      this.client.send(new DescribeEventsCommand({ ...PAGE, ...span, Marker })),
    );
  }

  pendingMaintenance(): Promise<RdsMaintenance[]> {
    return this.all(
      'rds:DescribePendingMaintenanceActions',
      'PendingMaintenanceActions',
      MaintenanceShape,
      (Marker) => this.client.send(new DescribePendingMaintenanceActionsCommand({ ...PAGE, Marker })),
    );
  }

  /** One version of an engine, also one that is no longer offered; null where AWS does not list it. */
  async engineVersion(Engine: string, EngineVersion: string): Promise<RdsEngineVersion | null> {
    const asked = { Engine, EngineVersion, IncludeAll: true };
    const found = await this.all(
      'rds:DescribeDBEngineVersions',
      'DBEngineVersions',
      EngineVersionShape,
      (Marker) => this.client.send(new DescribeDBEngineVersionsCommand({ ...PAGE, ...asked, Marker })),
    );
    return found[0] ?? null;
  }

  majorVersions(): Promise<RdsMajorVersion[]> {
    return this.all(
      'rds:DescribeDBMajorEngineVersions',
      'DBMajorEngineVersions',
      MajorVersionShape,
      (Marker) => this.client.send(new DescribeDBMajorEngineVersionsCommand({ ...PAGE, Marker })),
    );
  }

  /** Parameters of a group that a person (`user`) or RDS (`system`) has set. */
  parameters(DBParameterGroupName: string, Source: 'user' | 'system'): Promise<RdsParameter[]> {
    const asked = { DBParameterGroupName, Source };
    return this.all('rds:DescribeDBParameters', 'Parameters', ParameterShape, (Marker) =>
      this.client.send(new DescribeDBParametersCommand({ ...PAGE, ...asked, Marker })),
    );
  }

  certificates(): Promise<RdsCertificate[]> {
    return this.all('rds:DescribeCertificates', 'Certificates', CertificateShape, (Marker) =>
      this.client.send(new DescribeCertificatesCommand({ ...PAGE, Marker })),
    );
  }

  private all<T extends z.ZodType>(
    action: AwsAction,
    member: string,
    item: T,
    send: (marker: string | undefined) => Promise<unknown>,
  ): Promise<z.output<T>[]> {
    const shape = z.object({ items: list(item), next: text });
    return allPages(async (marker) => {
      const answer = await this.caller.call(action, { lane: 'fresh' }, () => send(marker));
      const seen = answer as Record<string, unknown>;
      return checkAnswer(action, shape, { items: seen[member], next: seen['Marker'] });
    });
  }
}
