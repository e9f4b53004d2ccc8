import type { RdsCluster, RdsInstance } from '../../../aws/index.js';

/** What the last lists held: the reads that AWS offers one version or group at a time go round these. */
export class RdsInUse {
  instances: readonly RdsInstance[] = [];
  clusters: readonly RdsCluster[] = [];

  /** Every engine version in use, by a key of its own. */
  get versions(): Map<string, { engine: string; version: string }> {
    const versions = new Map<string, { engine: string; version: string }>();
    for (const { Engine, EngineVersion } of [...this.instances, ...this.clusters]) {
      if (EngineVersion === null) continue;
      versions.set(versionKey(Engine, EngineVersion), { engine: Engine, version: EngineVersion });
    }
    return versions;
  }

  get parameterGroups(): Set<string> {
    return new Set(
      this.instances.flatMap(({ DBParameterGroups }) =>
        DBParameterGroups.map(({ DBParameterGroupName }) => DBParameterGroupName),
      ),
    );
  }
}

export function versionKey(engine: string, version: string): string {
  return `${engine} ${version}`;
}
