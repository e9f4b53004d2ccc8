import type { AwsPlace } from '../../../aws/index.js';
import { UNLABELLED, type TimelineEvent } from '../../history/timeline-event.js';
import { resourceId } from '../../resource-id.js';
import { dueInRotation } from '../../rotation.js';
import { InventoryPart, type PartEventContext, type ReadOptions } from '../part.js';
import type { TargetBook, TargetTurn } from './target-book.js';
import type { TargetGroupsPart } from './target-groups.js';
import { throwFirst } from './throw-first.js';

const UNKNOWN_PER_SWEEP = 40;
/**
 * Health of targets: of a share of the groups in each sweep, and in every sweep of those where something moves: whose
 * service rolls out or is below desired, or that had an unhealthy target at the last look.
 */
export class TargetHealthPart extends InventoryPart<true> {
  readonly name = 'target health';
  readonly everyMs = 10_000;
  readonly kinds = [] as const;
  override readonly after: readonly InventoryPart[];

  constructor(
    private readonly groups: TargetGroupsPart,
    private readonly book: TargetBook,
  ) {
    super();
    this.after = [groups];
  }

  /** Whatever answers is kept, also where another group could not be read. */
  async read(place: AwsPlace, { now, sweepSeconds }: ReadOptions): Promise<true> {
    const arns = (this.groups.latest ?? []).map(({ TargetGroupArn }) => TargetGroupArn);
    this.book.keep(arns);
    const moving = arns.filter((arn) => this.book.urgent.has(arn) || this.book.isHurt(arn));
    const rotating = dueInRotation(arns, (arn) => this.book.readAt(arn), {
      now,
      sweepSeconds,
      unknownPerSweep: UNKNOWN_PER_SWEEP,
    });
    const due = [...new Set([...moving, ...rotating])];
    const outcomes = await Promise.allSettled(
      due.map(async (arn) => this.book.note(arn, await place.loadBalancing.targetHealth(arn), now)),
    );
    throwFirst(outcomes);
    return true;
  }

  override events(_answer: true, context: PartEventContext): TimelineEvent[] {
    return this.book.takeTurns().map((turn) => this.turned(turn, context));
  }

  private turned(turn: TargetTurn, { labelsOf }: PartEventContext): TimelineEvent {
    const id = resourceId('target_group', turn.group);
    return {
      resourceId: id,
      id: `target-${turn.to}-${turn.target}-${turn.at}`,
      at: turn.at,
      kind: 'state',
      type: turn.to === 'unhealthy' ? 'target_failed' : 'target_recovered',
      severity: turn.to === 'unhealthy' ? 'warning' : 'info',
      labels: labelsOf(id) ?? UNLABELLED,
      // It belongs to the story of the service behind the group, where there is one.
      parentId: this.groups.serviceOf(turn.group),
      message: turn.description ?? turn.reason ?? turn.to,
      params: { target: turn.target, code: turn.reason, reason: turn.description },
    };
  }
}
