import { Inject, Injectable } from '@nestjs/common';
import type { CollectionPermissions, Context } from '@danji/shared';
import { AWS_ACTIONS } from '@danji/shared';
import { requirePermission } from '../http/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { eventsQueueOf, scopesOf } from '../scopes/index.js';
import { CollectionRepository } from './collection.repository.js';

type Item = CollectionPermissions['items'][number];
const STATUSES: readonly Item['status'][] = ['allowed', 'denied', 'unsupported', 'untested'];

/** GET /collection/permissions: every AWS action in every place, whether it is allowed, and what is lost without it. */
@Injectable()
export class ReadPermissions {
  constructor(
    private readonly collection: CollectionRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context): Promise<CollectionPermissions> {
    requirePermission(ctx, 'collection.read');
    const [scopes, rows] = await Promise.all([this.collection.scopes(ctx), this.collection.permissions(ctx)]);
    const known = new Map(rows.map((row) => [[row.scope_id, row.region, row.action].join(' '), row]));
    const items = scopes.flatMap((scope) =>
      scope.regions.flatMap((region) =>
        this.actionsAt(scope.id, region).map(({ action, affects }): Item => {
          const row = known.get([scope.id, region, action].join(' '));
          return {
            scope: scope.name,
            region,
            action,
            status: STATUSES.find((status) => status === row?.status) ?? 'untested',
            affects: [...affects],
            message: row?.message ?? null,
            checkedAt: row?.checked_at.toISOString() ?? null,
          };
        }),
      ),
    );
    return { items };
  }

  /** Those of the event queue only where there is one. */
  private actionsAt(scopeId: string, region: string): (typeof AWS_ACTIONS)[number][] {
    const scope = scopesOf(this.config).find(({ id }) => id === scopeId);
    const queue = scope ? eventsQueueOf(scope, region) : null;
    return AWS_ACTIONS.filter(({ action }) => queue !== null || !action.startsWith('sqs:'));
  }
}
