import type { UpgradeTarget } from '@danji/shared';
import type { AwsPlace } from '../../../aws/index.js';
import { versionKey, type RdsInUse } from './in-use.js';
import { RotatingFacts } from './rotating-facts.js';

/** What each engine version in use may be upgraded to. */
export class EngineVersionsPart extends RotatingFacts<UpgradeTarget[]> {
  readonly name = 'engine versions';

  constructor(private readonly inUse: RdsInUse) {
    super();
  }

  /** Null where AWS has not said. */
  upgradesOf(engine: string, version: string | null): UpgradeTarget[] | null {
    return version === null ? null : (this.of(versionKey(engine, version)) ?? null);
  }

  protected keys(): Iterable<string> {
    return this.inUse.versions.keys();
  }

  protected async readOne(place: AwsPlace, key: string): Promise<UpgradeTarget[] | null> {
    const asked = this.inUse.versions.get(key);
    const found = asked && (await place.rds.engineVersion(asked.engine, asked.version));
    if (!found) return null;
    return found.ValidUpgradeTarget.map((target) => ({
      version: target.EngineVersion,
      major: target.IsMajorVersionUpgrade ?? false,
      autoUpgrade: target.AutoUpgrade ?? false,
    }));
  }
}
