import { Injectable } from '@nestjs/common';
import { AwsCallError } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { InteractivePlaces } from '../interactive-aws/index.js';
import { fetchUsage, UsageRepository, type UsageSource } from '../usage-collection/index.js';

/** What a person waits for: some 10,000 events. Further back only what was read before is shown. */
const PAGES = 12;
const LONGEST_MS = 6 * 3_600_000;

export interface EnsuredUsage {
  state: 'known' | 'denied' | 'failed';
  /** AWS's own words where it refused. */
  message: string | null;
}

/**
 * Reads from AWS what is not stored yet of a host's or service's per-task use, once however many people wait for it.
 * The calls are free of charge, counted and limited like all others.
 */
@Injectable()
export class EnsureUsage {
  private readonly underWay = new Map<string, Promise<EnsuredUsage>>();

  constructor(
    private readonly places: InteractivePlaces,
    private readonly usage: UsageRepository,
    private readonly clock: Clock,
  ) {}

  /** Times in epoch ms. */
  async run(source: UsageSource, span: { from: number; to: number }): Promise<EnsuredUsage> {
    const known = this.underWay.get(source.resourceId);
    if (known) return known;
    const reading = this.read(source, span).finally(() => this.underWay.delete(source.resourceId));
    this.underWay.set(source.resourceId, reading);
    return reading;
  }

  private async read(source: UsageSource, { from, to }: { from: number; to: number }): Promise<EnsuredUsage> {
    const now = this.clock.now();
    const span = { from: Math.max(from, Math.min(to, now) - LONGEST_MS), to };
    try {
      const events = await this.places.read(source, (place) =>
        fetchUsage({ place, usage: this.usage, now }, source, span, { lane: 'interactive', pages: PAGES }),
      );
      if (events !== null) return { state: 'known', message: null };
      return { state: 'failed', message: null };
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      return { state: error.failure === 'denied' ? 'denied' : 'failed', message: error.message };
    }
  }
}
