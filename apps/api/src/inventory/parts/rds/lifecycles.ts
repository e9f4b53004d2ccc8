import type { EngineLifecycle } from '@danji/shared';
import type { AwsPlace, RdsMajorVersion } from '../../../aws/index.js';
import { iso } from '../../describe/iso.js';
import { InventoryPart } from '../part.js';

/** Until when AWS supports the major versions of every engine. */
export class LifecyclesPart extends InventoryPart<RdsMajorVersion[]> {
  readonly name = 'engine life cycles';
  readonly everyMs = 15 * 60_000;
  readonly kinds = [];

  read(place: AwsPlace): Promise<RdsMajorVersion[]> {
    return place.rds.majorVersions();
  }

  /** Null where AWS has not said, such as for commercial engines. */
  lifecycleOf(engine: string, version: string | null): EngineLifecycle | null {
    const major = this.majorOf(engine, version);
    if (!major || major.SupportedEngineLifecycles.length === 0) return null;
    const endOf = (kind: string): string | null =>
      iso(
        major.SupportedEngineLifecycles.find(({ LifecycleSupportName }) =>
          LifecycleSupportName.endsWith(kind),
        )?.LifecycleSupportEndDate ?? null,
      );
    return {
      standardSupportEnds: endOf('standard-support'),
      extendedSupportEnds: endOf('extended-support'),
    };
  }

  /** `16` of 16.9, `8.0` of 8.0.42: the longest major version that the version begins with. */
  private majorOf(engine: string, version: string | null): RdsMajorVersion | undefined {
    if (version === null) return undefined;
    return (this.latest ?? [])
      .filter(({ Engine, MajorEngineVersion: major }) => {
        return Engine === engine && (version === major || version.startsWith(`${major}.`));
      })
      .sort((a, b) => b.MajorEngineVersion.length - a.MajorEngineVersion.length)[0];
  }
}
