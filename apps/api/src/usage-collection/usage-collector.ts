import { AwsCallError, type AwsPlace } from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import { writeRun, type CollectionRun } from '../collection-run/index.js';
import type { Database } from '../database/index.js';
import { fetchUsage } from './fetch-usage.js';
import { UsageRepository } from './usage.repository.js';
import { WantedSourcesRepository } from './wanted-sources.repository.js';

/** How long one round may take, and how much of one log: FilterLogEvents is shared with the lines of all groups. */
const ROUND_MS = 20_000;
const PAGES = 4;

/**
 * Keeps per-task use although nobody looks: of hosts above 80 % CPU, with the time before it, and around stops that
 * nobody planned. What is read already is not asked for again.
 */
export class UsageCollector {
  private readonly usage: UsageRepository;
  private readonly wanted: WantedSourcesRepository;

  constructor(private readonly parts: { database: Database; clock: Clock; place: AwsPlace }) {
    this.usage = new UsageRepository(parts.database);
    this.wanted = new WantedSourcesRepository(parts.database);
  }

  async run(signal: AbortSignal): Promise<CollectionRun> {
    const { clock, place, database } = this.parts;
    const startedAt = clock.now();
    const problems: string[] = [];
    let [events, throttled] = [0, 0];
    const sources = [
      ...(await this.wanted.hotHosts(place.key, startedAt)),
      ...(await this.wanted.aroundStops(place.key, startedAt)),
    ];
    for (const { source, ...span } of sources) {
      if (signal.aborted || clock.now() - startedAt > ROUND_MS) break;
      try {
        const parts = { place, usage: this.usage, now: clock.now() };
        events += await fetchUsage(parts, source, span, { lane: 'fresh', pages: PAGES });
      } catch (error) {
        if (!(error instanceof AwsCallError)) throw error;
        problems.push(error.message);
        if (error.failure === 'throttled') throttled += 1;
        // A role that may not read one performance log may read none.
        if (error.failure === 'denied') break;
      }
    }
    const run: CollectionRun = {
      ...place.key,
      job: 'usage',
      startedAt,
      finishedAt: clock.now(),
      status: problems.length === 0 ? 'ok' : events > 0 ? 'partial' : 'failed',
      items: events,
      throttled,
      kinds: [],
      message: problems.length === 0 ? null : problems.slice(0, 3).join('; '),
    };
    await writeRun(database.pool, run);
    return run;
  }
}
