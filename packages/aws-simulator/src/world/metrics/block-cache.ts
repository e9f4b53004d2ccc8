/** Computed minutes of one resource and one hour; `filled` counts how many are there. */
export interface Block {
  filled: number;
  owner: string;
  hour: number;
}

/**
 * Keeps the most recently used blocks and forgets the rest: they can always be recomputed. A forgotten block's arrays
 * serve the next one, so a long back-fill makes no garbage; nobody may hold on to a block across two calls.
 */
export class BlockCache<B extends Block> {
  private readonly blocks = new Map<string, B>();
  /** The last block of each owner: most questions are about the hour of the question before. */
  private readonly hot = new Map<string, B>();

  constructor(
    private readonly capacity: number,
    private readonly create: () => B,
  ) {}

  get(owner: string, hour: number): B {
    const hot = this.hot.get(owner);
    if (hot !== undefined && hot.hour === hour && hot.owner === owner) return hot;
    const key = `${owner}|${hour}`;
    const known = this.blocks.get(key);
    if (known !== undefined) this.blocks.delete(key);
    const block = known ?? this.fresh(owner, hour);
    this.blocks.set(key, block);
    this.hot.set(owner, block);
    return block;
  }

  private fresh(owner: string, hour: number): B {
    const block = this.blocks.size >= this.capacity ? this.takeOldest() : this.create();
    block.filled = 0;
    block.owner = owner;
    block.hour = hour;
    return block;
  }

  private takeOldest(): B {
    const [oldest] = this.blocks;
    if (oldest === undefined) return this.create();
    this.blocks.delete(oldest[0]);
    return oldest[1];
  }
}
