import type { Millis } from '../types.js';

interface Entry {
  at: Millis;
  sequence: number;
  run: (at: Millis) => void;
}

/** Things that will happen, in order of time and then of planning: the one thread of a region's history. */
export class EventQueue {
  private readonly heap: Entry[] = [];
  private sequence = 0;
  private reached = -Infinity;

  /** The instant up to which everything has happened. */
  get now(): Millis {
    return this.reached;
  }

  /** Plans `run` for `at`; what is planned for the past happens at once, at the instant that is reached. */
  plan(at: Millis, run: (at: Millis) => void): void {
    this.heap.push({ at: Math.max(at, this.reached), sequence: this.sequence++, run });
    this.up(this.heap.length - 1);
  }

  /** Lets everything up to and including `until` happen. */
  advance(until: Millis): void {
    let next = this.heap[0];
    while (next !== undefined && next.at <= until) {
      this.removeFirst();
      this.reached = next.at;
      next.run(next.at);
      next = this.heap[0];
    }
    if (until > this.reached) this.reached = until;
  }

  private removeFirst(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    this.down(0);
  }

  private before(a: number, b: number): boolean {
    const x = this.heap[a] as Entry;
    const y = this.heap[b] as Entry;
    return x.at < y.at || (x.at === y.at && x.sequence < y.sequence);
  }

  private swap(a: number, b: number): void {
    const kept = this.heap[a] as Entry;
    this.heap[a] = this.heap[b] as Entry;
    this.heap[b] = kept;
  }

  private up(index: number): void {
    let at = index;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private down(index: number): void {
    let at = index;
    for (;;) {
      const left = at * 2 + 1;
      let least = at;
      if (left < this.heap.length && this.before(left, least)) least = left;
      if (left + 1 < this.heap.length && this.before(left + 1, least)) least = left + 1;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }
}
