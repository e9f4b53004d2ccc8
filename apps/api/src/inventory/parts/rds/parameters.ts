import type { AwsPlace, RdsParameter } from '../../../aws/index.js';
import type { Change } from '../../canonical.js';
import type { TimelineEvent } from '../../history/timeline-event.js';
import { resourceId } from '../../resource-id.js';
import type { PartEventContext } from '../part.js';
import type { RdsInUse } from './in-use.js';
import { RotatingFacts } from './rotating-facts.js';

/** What people and RDS have set in the parameter groups in use; what is not in it has its engine's default. */
export class ParametersPart extends RotatingFacts<RdsParameter[]> {
  readonly name = 'database parameters';
  /** Changes that no event has told yet, by group. */
  private readonly changed = new Map<string, Change[]>();

  constructor(private readonly inUse: RdsInUse) {
    super();
  }

  protected keys(): Iterable<string> {
    return this.inUse.parameterGroups;
  }

  protected async readOne(place: AwsPlace, group: string): Promise<RdsParameter[]> {
    const user = await place.rds.parameters(group, 'user');
    const set = new Set(user.map(({ ParameterName }) => ParameterName));
    const system = await place.rds.parameters(group, 'system');
    return [...user, ...system.filter(({ ParameterName }) => !set.has(ParameterName))];
  }

  protected override keep(
    group: string,
    parameters: RdsParameter[],
    before: RdsParameter[] | undefined,
  ): void {
    super.keep(group, parameters, before);
    const changes = before ? changesOf(before, parameters) : [];
    if (changes.length > 0) this.changed.set(group, [...(this.changed.get(group) ?? []), ...changes]);
  }

  /** A change of a group is one of every database that uses it. */
  override events(_read: unknown, { now, labelsOf }: PartEventContext): TimelineEvent[] {
    const events = this.inUse.instances.flatMap((instance): TimelineEvent[] => {
      const id = resourceId('rds_instance', instance.DBInstanceArn);
      const labels = labelsOf(id);
      const changes = instance.DBParameterGroups.flatMap(
        ({ DBParameterGroupName }) => this.changed.get(DBParameterGroupName) ?? [],
      );
      if (!labels || changes.length === 0) return [];
      const message = changes.map(({ path }) => path).join(', ');
      return [
        {
          resourceId: id,
          id: `parameters-${now}`,
          at: now,
          kind: 'config',
          type: 'config_changed',
          severity: 'info',
          labels,
          parentId: null,
          message,
          params: { changes },
        },
      ];
    });
    this.changed.clear();
    return events;
  }
}

function changesOf(before: readonly RdsParameter[], after: readonly RdsParameter[]): Change[] {
  const valueOf = (parameters: readonly RdsParameter[]) =>
    new Map(parameters.map(({ ParameterName, ParameterValue }) => [ParameterName, ParameterValue]));
  const [old, now] = [valueOf(before), valueOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name))
    .map((name) => ({
      path: `parameters.${name}`,
      before: old.get(name) ?? null,
      after: now.get(name) ?? null,
    }));
}
