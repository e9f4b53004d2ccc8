import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AwsPlace, Limiter } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { UsageCounter } from '../cost/index.js';
import { Database } from '../database/index.js';
import { scopesOf, writePermissions } from '../scopes/index.js';

/** AWS as a person's question may read it: counted and limited like the collection, and its refusals are noted. */
@Injectable()
export class InteractivePlaces implements OnApplicationShutdown {
  private readonly places = new Map<string, AwsPlace>();
  private readonly usage: UsageCounter;
  private readonly limiter: Limiter;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.usage = new UsageCounter(clock);
    this.limiter = new Limiter(clock);
  }

  /** Reads something of a scope's region; null where this process does not watch the scope. */
  async read<T>(
    key: { scopeId: string; region: string },
    ask: (place: AwsPlace) => Promise<T>,
  ): Promise<T | null> {
    const place = this.placeOf(key);
    if (place === null) return null;
    try {
      return await ask(place);
    } finally {
      await this.usage.flush(this.database.pool);
      const changes = place.permissions.takeChanges();
      if (changes.length > 0) await writePermissions(this.database.pool, place.key, changes);
    }
  }

  onApplicationShutdown(): void {
    for (const place of this.places.values()) place.close();
  }

  private placeOf({ scopeId, region }: { scopeId: string; region: string }): AwsPlace | null {
    const key = `${scopeId}/${region}`;
    const known = this.places.get(key);
    if (known) return known;
    const scope = scopesOf(this.config).find(({ id }) => id === scopeId);
    if (!scope) return null;
    const { roleArn, externalId, endpoint } = scope;
    const place = new AwsPlace({
      scopeId,
      region,
      access: { roleArn, externalId, endpoint },
      clock: this.clock,
      limiter: this.limiter,
      meter: this.usage.meterFor({ scopeId, region }),
    });
    this.places.set(key, place);
    return place;
  }
}
