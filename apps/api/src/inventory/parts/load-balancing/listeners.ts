import type { AwsPlace, Listener, ListenerRule } from '../../../aws/index.js';
import { dueInRotation } from '../../rotation.js';
import { InventoryPart, type ReadOptions } from '../part.js';
import type { KnownListener } from '../../describe/load-balancer.js';
import type { ListenerBook } from './listener-book.js';
import type { LoadBalancersPart } from './load-balancers.js';
import { throwFirst } from './throw-first.js';

/** Each takes one call and another for each of its listeners. */
const UNKNOWN_PER_SWEEP = 10;

/** Listeners and rules, some load balancers in each sweep. */
export class ListenersPart extends InventoryPart<true> {
  readonly name = 'listeners';
  readonly everyMs = 10_000;
  readonly kinds = [] as const;
  override readonly after: readonly InventoryPart[];

  constructor(
    private readonly balancers: LoadBalancersPart,
    private readonly book: ListenerBook,
  ) {
    super();
    this.after = [balancers];
  }

  /** Whatever answers is kept, also where another load balancer's listeners could not be read. */
  async read(place: AwsPlace, { now, sweepSeconds }: ReadOptions): Promise<true> {
    const arns = (this.balancers.latest ?? []).map(({ LoadBalancerArn }) => LoadBalancerArn);
    this.book.keep(arns);
    const due = dueInRotation(arns, (arn) => this.book.readAt(arn), {
      now,
      sweepSeconds,
      unknownPerSweep: UNKNOWN_PER_SWEEP,
    });
    const outcomes = await Promise.allSettled(due.map((arn) => this.readOne(place, arn, now)));
    throwFirst(outcomes);
    return true;
  }

  private async readOne(place: AwsPlace, arn: string, now: number): Promise<void> {
    const listeners = await place.loadBalancing.listeners(arn);
    const rules = await Promise.allSettled(
      listeners.map(({ ListenerArn }) => place.loadBalancing.rules(ListenerArn)),
    );
    this.book.note(
      arn,
      listeners.map((listener, i) => knownListener(listener, rules[i])),
      now,
    );
    throwFirst(rules);
  }
}

function knownListener(
  listener: Listener,
  rules: PromiseSettledResult<ListenerRule[]> | undefined,
): KnownListener {
  return { listener, rules: rules?.status === 'fulfilled' ? rules.value : null };
}
