import { AwsCallError, type AwsPlace } from '../../../aws/index.js';
import { dueInRotation } from '../../rotation.js';
import { InventoryPart, type ReadOptions } from '../part.js';

/** Keys that one sweep reads at most at first, so that a large account does not hold up everything else. */
const UNKNOWN_PER_SWEEP = 12;

/**
 * Facts that AWS gives for one key at a time, read in rotation. A key that fails keeps what was known of it and leaves
 * the others alone; what the whole account may not read ends the round.
 */
export abstract class RotatingFacts<T> extends InventoryPart<ReadonlyMap<string, T>> {
  readonly everyMs = 15_000;
  readonly kinds = [];
  override after: readonly InventoryPart[] = [];
  private readonly facts = new Map<string, T>();
  private readonly readAtOf = new Map<string, number>();

  protected abstract keys(): Iterable<string>;
  /** Null where AWS does not know the key. */
  protected abstract readOne(place: AwsPlace, key: string): Promise<T | null>;

  /** What is known of a key; undefined before it was read, or where it cannot be. */
  of(key: string): T | undefined {
    return this.facts.get(key);
  }

  /** @throws the first failure, once every other key that was due has been read */
  async read(place: AwsPlace, { now, sweepSeconds }: ReadOptions): Promise<ReadonlyMap<string, T>> {
    const due = dueInRotation(this.keys(), (key) => this.readAtOf.get(key), {
      now,
      sweepSeconds,
      unknownPerSweep: UNKNOWN_PER_SWEEP,
    });
    const read = new Map<string, T>();
    let failure: unknown = null;
    for (const key of due) {
      try {
        const fact = await this.readOne(place, key);
        if (fact !== null) read.set(key, fact);
      } catch (error) {
        failure ??= error;
        if (endsTheRound(error)) break;
      }
      this.readAtOf.set(key, now);
    }
    for (const [key, fact] of read) this.keep(key, fact, this.facts.get(key));
    if (failure !== null) throw failure;
    return read;
  }

  protected keep(key: string, fact: T, _before: T | undefined): void {
    this.facts.set(key, fact);
  }
}

function endsTheRound(error: unknown): boolean {
  return !(error instanceof AwsCallError) || /^(denied|unsupported|credentials)$/.test(error.failure);
}
