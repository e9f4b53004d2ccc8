import { Inject, Injectable } from '@nestjs/common';
import type { BulkAnswer, BulkInput, Context, IncidentItem } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, inTransaction, notifyChanges } from '../database/index.js';
import { AppError, notFound, requirePermission } from '../http/index.js';
import { queueNotifications } from '../notification-outbox/index.js';
import { applyAct } from './act.repository.js';
import { actWrite, type Act } from './acts.js';
import { toIncident } from './incident-item.js';
import { IncidentRepository, type IncidentItemRow } from './incident.repository.js';

/** Somebody lost the race: nothing of the act is kept. */
class Lost extends Error {
  constructor(readonly id: string) {
    super(id);
  }
}

/** What people do to incidents: acknowledge, assign, snooze, note, resolve; over the version that they saw. */
@Injectable()
export class ActOnIncidents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly incidents: IncidentRepository,
  ) {}

  /** @throws AppError NOT_FOUND, CONFLICT with the incident as it is now, VALIDATION */
  async one(ctx: Context, id: string, version: number, act: Act): Promise<IncidentItem> {
    const { items } = await this.all(ctx, [{ id, version }], act);
    return items[0] as IncidentItem;
  }

  /** The same act upon an alert's incident. */
  async onAlert(ctx: Context, alertId: string, version: number, act: Act): Promise<IncidentItem> {
    const id = await this.incidents.ofAlert(alertId);
    if (id === null) throw notFound('incident of the alert', alertId);
    return this.one(ctx, id, version, act);
  }

  bulk(ctx: Context, { items, act }: BulkInput): Promise<BulkAnswer> {
    return this.all(ctx, items, act);
  }

  private async all(
    ctx: Context,
    items: readonly { id: string; version: number }[],
    act: Act,
  ): Promise<{ items: IncidentItem[] }> {
    requirePermission(ctx, 'alert.write');
    const now = this.clock.now();
    const ids = items.map(({ id }) => id);
    const before = new Map((await this.incidents.byIds(ctx, ids, now)).map((row) => [row.id, row]));
    const missing = ids.find((id) => !before.has(id));
    if (missing !== undefined) throw notFound('incident', missing);
    const write = actWrite(ctx, act, now);
    try {
      await inTransaction(this.database.pool, async (client) => {
        // In one order, so that two bulk acts wait for each other instead of dying of each other.
        for (const item of items.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
          const version = await applyAct(client, item, write, { actor: ctx.actor, now });
          if (version === null) throw new Lost(item.id);
          if (act.kind === 'resolve' && act.resolved) {
            await queueNotifications(
              client,
              [resolvedChange(before.get(item.id) as IncidentItemRow, version)],
              now,
            );
          }
        }
      });
    } catch (error) {
      if (error instanceof Lost) throw await this.conflict(ctx, error.id, now);
      throw error;
    }
    await notifyChanges(this.database.pool, 'incidents', ids);
    const after = await this.incidents.byIds(ctx, ids, now);
    return { items: after.map((row) => toIncident(row, this.config.timezone)) };
  }

  private async conflict(ctx: Context, id: string, now: number): Promise<AppError> {
    const [row] = await this.incidents.byIds(ctx, [id], now);
    const [last] = await this.incidents.entries(id, 1);
    const who = last?.actor ?? 'Danji';
    return new AppError('CONFLICT', `${who} changed the incident meanwhile; this is how it stands now.`, {
      current: row === undefined ? null : toIncident(row, this.config.timezone),
    });
  }
}

function resolvedChange(
  row: IncidentItemRow,
  version: number,
): Parameters<typeof queueNotifications>[1][number] {
  const { id, severity, environment, team, notifies } = row;
  return { incidentId: id, change: `resolved.${version}`, severity, environment, team, notifies };
}
