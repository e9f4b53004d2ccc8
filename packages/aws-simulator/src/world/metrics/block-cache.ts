/** Computed minutes of one resource and one hour; `filled` counts how many are there. */
interface Block {
  filled: number;
}

/**
 * Keeps the most recently used blocks and forgets the rest: they can always be recomputed. A forgotten block's arrays
 * serve the next one, so a long back-fill makes no garbage; nobody may hold on to a block across two calls.
 */
export class BlockCache<B extends Block> {
  private readonly blocks = new Map<string, B>();
  private lastKey = '';
  private last?: B;

  constructor(
    private readonly capacity: number,
    private readonly create: () => B,
  ) {}

  get(owner: string, hour: number): B {
    const key = `${owner}|${hour}`;
    if (key === this.lastKey && this.last !== undefined) return this.last;
    let block = this.blocks.get(key);
    if (block === undefined) block = this.blocks.size >= this.capacity ? this.reuseOldest() : this.create();
    else this.blocks.delete(key);
    this.blocks.set(key, block);
    this.lastKey = key;
    this.last = block;
    return block;
  }

  private reuseOldest(): B {
    const [oldest] = this.blocks;
    if (oldest === undefined) return this.create();
    const [key, block] = oldest;
    this.blocks.delete(key);
    block.filled = 0;
    return block;
  }
}
