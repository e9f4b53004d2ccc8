import type { AwsRecord } from './aws-record.js';

/** Milliseconds since the epoch in the simulator's virtual time. */
type Millis = number;

/** What RDS answers beside DescribeDBInstances, at the clock's now. */
export interface DatabasesView {
  clusters(): AwsRecord[];
  /** Of the last 14 days, oldest first. */
  events(): AwsRecord[];
  /** Resources with something pending, `{ResourceIdentifier, PendingMaintenanceActionDetails}`. */
  pendingMaintenance(): AwsRecord[];
  engineVersions(): AwsRecord[];
  majorEngineVersions(): AwsRecord[];
  /** Parameters of a group; undefined for one that does not exist. */
  parameters(group: string): AwsRecord[] | undefined;
  certificates(): AwsRecord[];
  /** Performance Insights of one instance by its DbiResourceId; undefined where it is off or unknown. */
  load(resourceId: string): DatabaseLoad | undefined;
}

/** Load of one database in average active sessions. */
export interface DatabaseLoad {
  /** Mean of the minute that begins at `at`; undefined where the instance wrote nothing. */
  total(at: Millis): number | undefined;
  /** The keys of a dimension group, each with its share of the load of a minute; undefined for an unknown group. */
  keys(group: string): LoadKey[] | undefined;
}

export interface LoadKey {
  dimensions: Record<string, string>;
  share(at: Millis): number;
}
