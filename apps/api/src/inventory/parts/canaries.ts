import type { AwsPlace, Canary, CanaryLastRun } from '../../aws/index.js';
import { canaryArn, describeCanary } from '../describe/canary.js';
import { UNLABELLED, type TimelineEvent } from '../history/timeline-event.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';
import { InventoryPart, type PartContext, type PartEventContext } from './part.js';

interface Turn {
  name: string;
  failed: boolean;
  at: number;
  reason: string | null;
}

/** The last run of each canary, and since when it fails. */
class CanaryRunsPart extends InventoryPart<CanaryLastRun[]> {
  readonly name = 'canary runs';
  readonly everyMs = 25_000;
  readonly kinds = [] as const;
  /** By canary; null: its last run passed. */
  private readonly failingSince = new Map<string, number | null>();
  private turns: Turn[] = [];

  async read(place: AwsPlace): Promise<CanaryLastRun[]> {
    const runs = await place.synthetics.lastRuns();
    for (const run of runs) this.note(run);
    return runs;
  }

  lastRunOf(name: string): CanaryLastRun | null {
    return this.latest?.find(({ CanaryName }) => CanaryName === name) ?? null;
  }

  failingSinceOf(name: string): number | null {
    return this.failingSince.get(name) ?? null;
  }

  takeTurns(): Turn[] {
    const { turns } = this;
    this.turns = [];
    return turns;
  }

  /** A run that goes on says nothing yet. */
  private note({ CanaryName: name, LastRun: { Status, Timeline } }: CanaryLastRun): void {
    const failed = Status?.State === 'FAILED';
    if (!failed && Status?.State !== 'PASSED') return;
    const before = this.failingSince.get(name);
    const at = Timeline?.Started ?? null;
    if (before !== undefined && (before !== null) !== failed && at !== null)
      this.turns.push({ name, failed, at, reason: Status?.StateReason ?? null });
    this.failingSince.set(name, failed ? (before ?? at) : null);
  }
}

/** Synthetics canaries, each with the service that its tags or its name name. */
class CanariesPart extends InventoryPart<Canary[]> {
  readonly name = 'canaries';
  readonly everyMs = 55_000;
  readonly kinds = ['canary'] as const;
  private services: { id: string; name: string; arn: string }[] = [];
  private serviceOf = new Map<string, string | null>();

  constructor(private readonly runs: CanaryRunsPart) {
    super();
  }

  read(place: AwsPlace): Promise<Canary[]> {
    return place.synthetics.canaries();
  }

  override observe(canaries: Canary[], { accountId, region, seen, complete }: PartContext): Observed[] {
    if (complete.has('ecs_service')) this.services = seen.flatMap(serviceNamed);
    this.serviceOf = new Map(canaries.map((canary) => [canary.Name, serviceIdOf(canary, this.services)]));
    return canaries.map((canary) =>
      describeCanary(canary, {
        accountId,
        region,
        lastRun: this.runs.lastRunOf(canary.Name),
        failingSince: this.runs.failingSinceOf(canary.Name),
        serviceId: this.serviceOf.get(canary.Name) ?? null,
      }),
    );
  }

  override events(_answer: Canary[], { accountId, region, labelsOf }: PartEventContext): TimelineEvent[] {
    return this.runs.takeTurns().map(({ name, failed, at, reason }) => {
      const id = resourceId('canary', canaryArn(region, accountId, name));
      return {
        resourceId: id,
        id: `run-${at}`,
        at,
        kind: 'state',
        type: failed ? 'canary_failed' : 'canary_passed',
        severity: failed ? 'warning' : 'info',
        labels: labelsOf(id) ?? UNLABELLED,
        parentId: this.serviceOf.get(name) ?? null,
        message: reason ?? (failed ? 'FAILED' : 'PASSED'),
        params: { reason },
      };
    });
  }
}

function serviceNamed({ kind, id, name, arn, ended }: Observed): { id: string; name: string; arn: string }[] {
  return kind === 'ecs_service' && !ended ? [{ id, name, arn }] : [];
}

/**
 * The service that a tag's value names (by name or ARN), else the one with the longest name that stands in the canary's
 * own as whole words. Null where none fits, or where several are called the same.
 */
export function serviceIdOf(
  { Name, Tags }: Pick<Canary, 'Name' | 'Tags'>,
  services: readonly { id: string; name: string; arn: string }[],
): string | null {
  const values = new Set(Object.values(Tags).map((value) => value.toLowerCase()));
  const tagged = services.filter(
    ({ name, arn }) => values.has(name.toLowerCase()) || values.has(arn.toLowerCase()),
  );
  if (tagged.length > 0) return tagged.length === 1 ? (tagged[0]?.id ?? null) : null;
  const padded = `-${plain(Name)}-`;
  const named = services.filter(({ name }) => padded.includes(`-${plain(name)}-`));
  const longest = Math.max(0, ...named.map(({ name }) => name.length));
  const fitting = named.filter(({ name }) => name.length === longest);
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

export function createCanaryParts(): InventoryPart[] {
  const runs = new CanaryRunsPart();
  return [runs, new CanariesPart(runs)];
}
