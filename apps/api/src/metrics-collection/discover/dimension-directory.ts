import { AwsAnswerError, AwsCallError, type AwsPlace } from '../../aws/index.js';
import type { Database } from '../../database/index.js';
import type { PlaceKey } from '../place-key.js';
import { DiscoveredDimensions, type ListedMetric } from '../plan/discovered-dimensions.js';
import { readListed, writeListed } from './dimension.repository.js';

const EVERY_MS = 3_600_000;

/**
 * What ListMetrics found in a place, asked once an hour for each namespace that needs it. A failure keeps what was
 * known; what is known is stored, so that a restart retires nothing.
 */
export class DimensionDirectory {
  private readonly listed = new Map<string, readonly ListedMetric[]>();
  private readonly askedAt = new Map<string, number>();
  private loadedAt: number | null = null;
  private answer = DiscoveredDimensions.NONE;

  constructor(
    private readonly database: Pick<Database, 'pool'>,
    private readonly place: PlaceKey,
  ) {}

  /** What is known, as of the last hour; another process may have asked. `now`: epoch ms. */
  async known(now: number): Promise<DiscoveredDimensions> {
    if (this.loadedAt === null || now - this.loadedAt >= EVERY_MS) {
      this.loadedAt = now;
      for (const [namespace, metrics] of await readListed(this.database.pool, this.place)) {
        this.listed.set(namespace, metrics);
      }
      this.answer = new DiscoveredDimensions(new Map(this.listed));
    }
    return this.answer;
  }

  /**
   * Asks what is due. `wanted`: metrics by namespace; others are not kept.
   * @returns what could not be read, in words
   */
  async refresh(
    source: Pick<AwsPlace, 'metricList'>,
    wanted: ReadonlyMap<string, ReadonlySet<string>>,
    now: number,
  ): Promise<string[]> {
    await this.known(now);
    const problems: string[] = [];
    for (const [namespace, metrics] of wanted) {
      if (now - (this.askedAt.get(namespace) ?? -Infinity) < EVERY_MS) continue;
      this.askedAt.set(namespace, now);
      try {
        const found = await source.metricList.recent(namespace);
        const kept = found
          .filter(({ MetricName }) => metrics.has(MetricName))
          .map(({ MetricName, Dimensions }) => ({ metric: MetricName, dimensions: Dimensions }));
        this.listed.set(namespace, kept);
        await writeListed(this.database.pool, this.place, namespace, kept, now);
      } catch (error) {
        if (!(error instanceof AwsCallError || error instanceof AwsAnswerError)) throw error;
        // A refusal stands under permissions, with what is lost by it.
        if (error instanceof AwsCallError && /^(denied|unsupported)$/.test(error.failure)) continue;
        problems.push(`${namespace} could not be listed: ${error.message}`);
      }
    }
    this.answer = new DiscoveredDimensions(new Map(this.listed));
    return problems;
  }
}
