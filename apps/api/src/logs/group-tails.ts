import { Injectable } from '@nestjs/common';
import type { LogTail } from '@danji/shared';
import type { LogEvent } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { InteractivePlaces } from '../interactive-aws/index.js';
import type { LineMask } from '../log-settings/index.js';
import { levelOfLine } from './level-of-line.js';

/** AWS is asked so often at most, however many people follow a group. */
const READ_EVERY_MS = 2_000;
/** Where a follower begins, and what is read again because CloudWatch ingested it late. */
const BEGIN_MS = 60_000;
const OVERLAP_MS = 20_000;
/** Lines that are held of a group; who asks too rarely misses some and is told so. */
const HELD_LINES = 2_000;
/** A group that nobody follows any more is forgotten. */
const FORGOTTEN_MS = 60_000;

export interface FollowedGroup {
  id: string;
  name: string;
  scopeId: string;
  region: string;
}

interface HeldLine {
  number: number;
  line: LogTail['lines'][number];
}

interface Tail {
  lines: HeldLine[];
  seen: Map<string, number>;
  next: number;
  /** Epoch ms. */
  readAt: number;
  askedAt: number;
  reading: Promise<void> | null;
}

/** The last lines of groups that somebody follows: one reader of each for all who do, and only while they do. */
@Injectable()
export class GroupTails {
  private readonly tails = new Map<string, Tail>();

  constructor(
    private readonly places: InteractivePlaces,
    private readonly clock: Clock,
  ) {}

  /** Lines behind number `after`. @throws AwsCallError when AWS refused this reading */
  async since(
    group: FollowedGroup,
    after: number,
    mask: LineMask,
  ): Promise<Pick<LogTail, 'lines' | 'next' | 'missed'>> {
    const now = this.clock.now();
    for (const [id, tail] of this.tails) if (now - tail.askedAt > FORGOTTEN_MS) this.tails.delete(id);
    const tail = this.tails.get(group.id) ?? newTail(now);
    this.tails.set(group.id, tail);
    tail.askedAt = now;
    if (tail.reading === null && now - tail.readAt >= READ_EVERY_MS) {
      tail.reading = this.read(group, tail, mask).finally(() => {
        tail.reading = null;
      });
    }
    await tail.reading;
    // Numbers begin anew when a group was forgotten in between.
    const from = after > tail.next ? 0 : after;
    const first = tail.lines[0]?.number ?? tail.next;
    return {
      lines: tail.lines.filter(({ number }) => number > from).map(({ line }) => line),
      next: tail.next,
      missed: from > 0 && first > from + 1,
    };
  }

  private async read(group: FollowedGroup, tail: Tail, mask: LineMask): Promise<void> {
    const now = this.clock.now();
    const from = tail.readAt === 0 ? now - BEGIN_MS : tail.readAt - OVERLAP_MS;
    const answer = await this.places.read(group, (place) =>
      place.logs.events({ group: group.name, from, to: now, token: undefined, lane: 'interactive' }),
    );
    tail.readAt = now;
    const events = [...(answer?.events ?? [])].sort((a, b) => a.timestamp - b.timestamp);
    for (const event of events) {
      if (tail.seen.has(event.eventId)) continue;
      tail.seen.set(event.eventId, event.timestamp);
      tail.next += 1;
      tail.lines.push({ number: tail.next, line: shown(event, mask) });
    }
    tail.lines.splice(0, Math.max(0, tail.lines.length - HELD_LINES));
    for (const [id, at] of tail.seen) if (at < from - OVERLAP_MS) tail.seen.delete(id);
  }
}

function newTail(now: number): Tail {
  return { lines: [], seen: new Map(), next: 0, readAt: 0, askedAt: now, reading: null };
}

function shown(
  { eventId, timestamp, message, logStreamName }: LogEvent,
  mask: LineMask,
): LogTail['lines'][number] {
  return {
    id: eventId,
    at: new Date(timestamp).toISOString(),
    level: levelOfLine(message),
    message: mask(message),
    stream: logStreamName,
  };
}
