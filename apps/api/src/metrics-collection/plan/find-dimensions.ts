import type { MetricCatalogue } from '@danji/shared';
import type { Database } from '../../database/index.js';
import { DimensionDirectory } from '../discover/dimension-directory.js';
import type { PlaceKey } from '../place-key.js';
import type { Dimension } from './dimension-values.js';
import { readWanted } from './load-plan.js';

/** As long as a resource's newest points are kept by the minute: a deleted one is found until then. */
const KEPT_MS = 15 * 86_400_000;

/** A stored metric of a resource, whatever its statistic. */
export interface StoredMetric {
  resourceId: string;
  namespace: string;
  metric: string;
  /** Further dimensions as stored. */
  dimensions: string;
}

/**
 * All dimensions of a stored metric as CloudWatch is asked, from the same plan as the collection asks by; null where
 * the inventory no longer calls for it. `now`: epoch ms.
 */
export async function findDimensions(
  database: Pick<Database, 'pool'>,
  place: PlaceKey,
  { catalogue, now }: { catalogue: MetricCatalogue; now: number },
  stored: StoredMetric,
): Promise<readonly Dimension[] | null> {
  const { all, wanted } = await readWanted(database, place, {
    catalogue,
    enabled: new Set(),
    discovered: await new DimensionDirectory(database, place).known(now),
    now,
    deletedAfter: now - KEPT_MS,
  });
  const found = [...wanted, ...all].find(
    (one) =>
      one.resourceId === stored.resourceId &&
      one.namespace === stored.namespace &&
      one.metric === stored.metric &&
      one.dimensions === stored.dimensions,
  );
  return found?.awsDimensions ?? null;
}
