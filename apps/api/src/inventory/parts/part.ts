import type { AttributesOf } from '@danji/shared';
import type { AwsPlace, EcsTask } from '../../aws/index.js';
import type { Row } from '../../database/index.js';
import type { ActorChange } from '../history/actor.js';
import type { TimelineEvent } from '../history/timeline-event.js';
import type { InventoryKind, Labels, Observed } from '../observed.js';

/** Where and when a part's answer is turned into resources. */
export interface PartContext {
  accountId: string;
  region: string;
  /** Epoch ms of the answers. */
  now: number;
  /** What else this sweep has observed so far: clusters, services, hosts, and the parts before this one. */
  seen: readonly Observed[];
  /** Kinds of `seen` that are whole: what is not there does not exist. Parts that were not due are not among them. */
  complete: ReadonlySet<InventoryKind>;
  /** Tasks that this sweep described: every one alive, and those that just ended. */
  tasks: readonly EcsTask[];
  /** A task definition by its ARN; null while it was not described. */
  definitionOf: (arn: string) => AttributesOf<'ecs_task_definition'> | null;
}

/** A part that failed is read again after so long at the latest. */
const RETRY_MS = 55_000;

export interface PartEventContext {
  scopeId: string;
  accountId: string;
  region: string;
  now: number;
  labelsOf: (resourceId: string) => Labels | undefined;
}

export interface ReadOptions {
  now: number;
  /** Seconds between sweeps, for reads that rotate. */
  sweepSeconds: number;
}

/**
 * One read of AWS that a sweep makes from time to time, and what it makes of the answer. Each place has parts of its
 * own, which may remember. A part that another one needs is given to its constructor, and asked for `latest`.
 */
export abstract class InventoryPart<T = unknown> {
  /** As a failure names it. */
  abstract readonly name: string;
  /** How often it is read. */
  abstract readonly everyMs: number;
  /** Kinds whose whole list a read gives: what is missing from it is gone. */
  abstract readonly kinds: readonly InventoryKind[];
  /** Parts whose answer of the same sweep this one's read needs: it is read after them. */
  readonly after: readonly InventoryPart[] = [];
  /** The last answer that came; null before the first. */
  latest: T | null = null;
  private readAt = -Infinity;

  abstract read(place: AwsPlace, options: ReadOptions): Promise<T>;

  /** The resources of an answer; none where it only adds to those of another part. */
  observe(_answer: T, _context: PartContext): Observed[] {
    return [];
  }

  /** What happened, by the answer; events that are stored already are left out by their id. */
  events(_answer: T, _context: PartEventContext): TimelineEvent[] {
    return [];
  }

  /** What happened by CloudTrail, by the answer; left out where a sweep saw it happen. */
  told(_answer: T, _context: PartEventContext): TimelineEvent[] {
    return [];
  }

  /** Rows of scaling activities, by the answer. */
  scalings(_answer: T, _context: PartEventContext): Row[] {
    return [];
  }

  /** Who changed what, by the answer; joined to revisions and events that have no actor yet. */
  changes(_answer: T, _context: PartEventContext): ActorChange[] {
    return [];
  }

  /** Whether it is due at `now` (epoch ms), and if so, that it is read now. */
  begins(now: number): boolean {
    if (now - this.readAt < this.everyMs) return false;
    this.readAt = now;
    return true;
  }

  /** After a read that failed: what is read seldom need not wait as long again. */
  failed(now: number): void {
    this.readAt = Math.min(this.readAt, now - this.everyMs + RETRY_MS);
  }
}
