import type { KnownListener } from '../../describe/load-balancer.js';

/** What is known of listeners, by the ARN of their load balancer: AWS tells them one load balancer at a time. */
export class ListenerBook {
  private readonly known = new Map<string, { listeners: KnownListener[]; readAt: number }>();

  /** Null while they were not read. */
  of(balancer: string): readonly KnownListener[] | null {
    return this.known.get(balancer)?.listeners ?? null;
  }

  readAt(balancer: string): number | undefined {
    return this.known.get(balancer)?.readAt;
  }

  note(balancer: string, listeners: KnownListener[], readAt: number): void {
    this.known.set(balancer, { listeners, readAt });
  }

  /** Forgets load balancers that are gone. */
  keep(balancers: readonly string[]): void {
    const kept = new Set(balancers);
    for (const arn of this.known.keys()) if (!kept.has(arn)) this.known.delete(arn);
  }
}
