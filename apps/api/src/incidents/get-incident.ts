import { Inject, Injectable } from '@nestjs/common';
import type { Context, IncidentDetail } from '@danji/shared';
import { AlertReadRepository, toAlert } from '../alert-list/index.js';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { checkTimeZone, notFound, requirePermission } from '../http/index.js';
import { SearchLogs } from '../logs/index.js';
import { toEntry } from './entry-text.js';
import { IncidentCharts } from './incident-charts.js';
import { ruleOf, toIncident } from './incident-item.js';
import { IncidentRepository } from './incident.repository.js';
import { ProbableChanges } from './probable-changes.js';

const MOST_ALERTS = 100;
const MOST_ENTRIES = 200;
const MOST_LINES = 30;
const LINES_AROUND_MS = 15 * 60_000;

/** GET /incidents/{id}: the symptom, what changed before it, its checks, its lines, and who did what. */
@Injectable()
export class GetIncident {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly alerts: AlertReadRepository,
    private readonly changes: ProbableChanges,
    private readonly charts: IncidentCharts,
    private readonly logs: SearchLogs,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError NOT_FOUND, VALIDATION */
  async run(ctx: Context, id: string, tz?: string): Promise<IncidentDetail> {
    requirePermission(ctx, 'alert.read');
    const zone = checkTimeZone('tz', tz ?? this.config.timezone);
    const [row] = await this.incidents.byIds(ctx, [id], this.clock.now());
    if (row === undefined) throw notFound('incident', id);
    const beganAt = row.began_at.getTime();
    const alertItems = (await this.alerts.ofIncident(ctx, id, MOST_ALERTS)).map(toAlert);
    const resourceIds = [...new Set(alertItems.map(({ resource }) => resource.id))];
    const subject = { subjectId: row.subject_id, resourceIds, scopeId: row.scope_id, beganAt };
    const [changes, entries, charts, lines] = await Promise.all([
      this.changes.run(ctx, subject),
      this.incidents.entries(id, MOST_ENTRIES),
      this.charts.run(ctx, alertItems, beganAt),
      this.lines(ctx, row.subject_id, row.subject_kind, beganAt),
    ]);
    return {
      ...toIncident(row, zone),
      alertItems,
      changes,
      entries: entries.map((row) => toEntry(row, zone)),
      charts,
      lines,
      documentation: ruleOf(row.rule_id).documentation,
    };
  }

  /** Error lines about when it began. Only services and databases write any. */
  private async lines(
    ctx: Context,
    subjectId: string,
    kind: string | null,
    beganAt: number,
  ): Promise<IncidentDetail['lines']> {
    if (!ctx.permissions.includes('logs.read') || (kind !== 'ecs_service' && kind !== 'rds_instance'))
      return [];
    const { items } = await this.logs.run(ctx, {
      resource: subjectId,
      level: ['error'],
      from: new Date(beganAt - LINES_AROUND_MS).toISOString(),
      to: new Date(Math.min(this.clock.now(), beganAt + LINES_AROUND_MS)).toISOString(),
      limit: MOST_LINES,
    });
    return items.map(({ at, level, message, groupName }) => ({ at, level, message, group: groupName ?? '' }));
  }
}
