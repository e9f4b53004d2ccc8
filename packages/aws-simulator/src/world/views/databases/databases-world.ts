import { DAY } from '../../calendar.js';
import type { DatabaseLoad, DatabasesView } from '../../databases-view.js';
import { applyAt, pendingMaintenance } from '../../simulation/database-maintenance.js';
import type { DatabaseState, RegionState } from '../../simulation/region-state.js';
import type { AwsRecord, Millis } from '../../types.js';
import { present } from '../record.js';
import { databaseClusters } from './cluster-view.js';
import { StatementLoad } from './database-load.js';
import { certificates, engineVersions, majorEngineVersions } from './engine-catalogue.js';
import { parametersOf } from './parameters.js';

export interface DatabasesWorldParts {
  state: RegionState;
  now: () => Millis;
  /** DBLoad of an instance in a minute, as published. */
  load: (database: DatabaseState, at: Millis) => number | undefined;
}

/** RDS of one region beside its instances. */
export class DatabasesWorld implements DatabasesView {
  constructor(private readonly parts: DatabasesWorldParts) {}

  clusters(): AwsRecord[] {
    return databaseClusters(this.parts.state, this.parts.now());
  }

  /** RDS forgets events after 14 days. */
  events(): AwsRecord[] {
    const now = this.parts.now();
    return this.parts.state.databases
      .flatMap(({ plan, events }) =>
        events
          .filter(({ at }) => at <= now && at > now - 14 * DAY)
          .map(({ at, message, categories }) => ({
            SourceIdentifier: plan.id,
            SourceType: 'db-instance',
            Message: message,
            EventCategories: categories,
            Date: new Date(at),
            SourceArn: plan.arn,
          })),
      )
      .sort((a, b) => a.Date.getTime() - b.Date.getTime());
  }

  pendingMaintenance(): AwsRecord[] {
    const now = this.parts.now();
    return this.parts.state.databases.flatMap((database) => {
      const pending = pendingMaintenance(database, now);
      if (pending.length === 0) return [];
      return [
        {
          ResourceIdentifier: database.plan.arn,
          PendingMaintenanceActionDetails: pending.map((plan) => {
            const applies = applyAt(database, plan);
            return present({
              Action: plan.action,
              AutoAppliedAfterDate:
                plan.autoAppliedAfter === undefined ? undefined : new Date(plan.autoAppliedAfter),
              CurrentApplyDate: applies === undefined ? undefined : new Date(applies),
              Description: plan.description,
            });
          }),
        },
      ];
    });
  }

  engineVersions(): AwsRecord[] {
    return engineVersions();
  }

  majorEngineVersions(): AwsRecord[] {
    return majorEngineVersions();
  }

  parameters(group: string): AwsRecord[] | undefined {
    return parametersOf(this.parts.state, group);
  }

  certificates(): AwsRecord[] {
    return certificates(this.parts.state.plan.region);
  }

  load(resourceId: string): DatabaseLoad | undefined {
    const database = this.parts.state.databases.find(({ plan }) => plan.resourceId === resourceId);
    if (!database?.plan.performanceInsights) return undefined;
    return new StatementLoad(database, (at) => this.parts.load(database, at));
  }
}
