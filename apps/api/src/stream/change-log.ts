import type { StreamMessage, StreamTopic } from '@danji/shared';

/** Changes of the last five minutes, numbered, so that a browser which lost its connection misses nothing. */
export class ChangeLog {
  private readonly recent: StreamMessage[] = [];
  private last = 0;
  /** Everything up to this number can no longer be replayed. */
  private forgotten = 0;

  /**
   * @param run names this process' numbering: an id of another process or of an earlier start is not ours
   * @param keptMs how long changes are kept
   */
  constructor(
    private readonly run: string,
    private readonly keptMs: number,
  ) {}

  /** `now`: epoch ms. */
  add(topic: StreamTopic, ids: string[], now: number): StreamMessage {
    this.last += 1;
    const message = { id: `${this.run}-${this.last}`, topic, at: new Date(now).toISOString(), ids };
    this.recent.push(message);
    while (now - Date.parse(this.recent[0]?.at ?? message.at) > this.keptMs) {
      this.recent.shift();
      this.forgotten += 1;
    }
    return message;
  }

  /** What came after an id; null when that is not known completely. */
  after(id: string): StreamMessage[] | null {
    const match = /^(\w+)-(\d+)$/.exec(id);
    const number = Number(match?.[2]);
    if (match?.[1] !== this.run || number > this.last || number < this.forgotten) return null;
    return this.recent.slice(number - this.forgotten);
  }

  /** Something may have been missed: nothing before now can be replayed. */
  forget(): void {
    this.recent.length = 0;
    this.forgotten = this.last;
  }

  /** Where a stream that begins now begins. */
  get position(): string {
    return `${this.run}-${this.last}`;
  }
}
