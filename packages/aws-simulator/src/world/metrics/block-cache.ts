/** Keeps the most recently used blocks (one resource, one hour) and forgets the rest: they can always be recomputed. */
export class BlockCache<B> {
  private readonly blocks = new Map<string, B>();
  private lastKey = '';
  private last?: B;

  constructor(private readonly capacity: number) {}

  get(owner: string, hour: number, create: () => B): B {
    const key = `${owner}|${hour}`;
    if (key === this.lastKey && this.last !== undefined) return this.last;
    let block = this.blocks.get(key);
    if (block === undefined) {
      block = create();
      if (this.blocks.size >= this.capacity) {
        const oldest = this.blocks.keys().next().value;
        if (oldest !== undefined) this.blocks.delete(oldest);
      }
    } else {
      this.blocks.delete(key);
    }
    this.blocks.set(key, block);
    this.lastKey = key;
    this.last = block;
    return block;
  }
}
