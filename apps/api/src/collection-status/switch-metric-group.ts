import { Injectable } from '@nestjs/common';
import type { Context, MetricGroup, SwitchMetricGroup as Input } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { AppError, badInput, notFound, requirePermission } from '../http/index.js';
import { ListMetricGroups } from './list-metric-groups.js';
import { MetricGroupRepository } from './metric-group.repository.js';

/** PATCH /collection/metric-groups/{id}: on, and its history is fetched; off, and it is kept but no longer polled. */
@Injectable()
export class SwitchMetricGroup {
  constructor(
    private readonly groups: MetricGroupRepository,
    private readonly listGroups: ListMetricGroups,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, VALIDATION, CONFLICT with the group as it is now */
  async run(ctx: Context, id: string, input: Input, version: number): Promise<MetricGroup> {
    requirePermission(ctx, 'collection.write');
    await this.find(ctx, id);
    if (input.version !== undefined && input.version !== version) {
      throw badInput('version', input.version, `If-Match says ${version}; send the same, or leave it out.`);
    }
    const written = await this.groups.write(
      id,
      { enabled: input.enabled, by: ctx.actor, version },
      this.clock.now(),
    );
    const group = await this.find(ctx, id);
    if (!written) {
      const state = group.enabled ? 'on' : 'off';
      throw new AppError(
        'CONFLICT',
        `${group.namespace} is ${state} in version ${group.version}, not ${version}; look at it again.`,
        { current: group },
      );
    }
    await notifyChanges(this.database.pool, 'collection', [id]);
    return group;
  }

  private async find(ctx: Context, id: string): Promise<MetricGroup> {
    const { items } = await this.listGroups.run(ctx);
    const group = items.find((item) => item.id === id);
    if (!group) throw notFound('metric group', id);
    return group;
  }
}
