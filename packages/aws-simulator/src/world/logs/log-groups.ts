import { DAY, type Calendar } from '../calendar.js';
import { hashString } from '../random.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AwsRecord, LogEvent, LogQuery, Millis } from '../types.js';
import { present } from '../views/record.js';
import { postgresLogs } from './database-logs.js';
import { byTime } from './log-event.js';
import { jobLogs, serviceLogs, type LogWindow } from './task-logs.js';

type Source = (window: LogWindow) => LogEvent[];

interface Group {
  createdAt: Millis;
  sources: Source[];
}

/** All log groups of a region with what writes into them. */
export class LogGroups {
  private readonly groups = new Map<string, Group>();

  constructor(
    private readonly state: RegionState,
    calendar: Calendar,
  ) {
    for (const cluster of state.clusters) {
      for (const service of cluster.services) {
        this.add(service.plan.log.group, service.plan.createdAt, (window) =>
          serviceLogs(service, calendar, window),
        );
      }
      for (const job of cluster.plan.jobs) {
        const { group, prefix } = job.log;
        this.add(group, state.beginsAt - 80 * DAY, (window) => jobLogs(cluster, job.family, prefix, window));
      }
    }
    for (const database of state.databases) {
      for (const log of database.plan.logExports) {
        const isMain = log === 'postgresql';
        this.add(`/aws/rds/instance/${database.plan.id}/${log}`, database.plan.createdAt, (window) =>
          isMain ? postgresLogs(database, calendar, window) : [],
        );
      }
    }
  }

  private add(name: string, createdAt: Millis, source: Source): void {
    const group = this.groups.get(name) ?? { createdAt, sources: [] };
    group.sources.push(source);
    this.groups.set(name, group);
  }

  /** As DescribeLogGroups answers them. Some have no retention: they never expire. */
  describe(): AwsRecord[] {
    const { region, accountId } = this.state.plan;
    return [...this.groups].map(([logGroupName, group]) => {
      const hash = hashString(logGroupName);
      const arn = `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}`;
      return present({
        logGroupName,
        creationTime: group.createdAt,
        retentionInDays: hash % 3 === 0 ? undefined : [14, 30, 90, 365][hash % 4],
        metricFilterCount: 0,
        arn: `${arn}:*`,
        storedBytes: 40_000_000 + (hash % 2_000_000_000),
        logGroupClass: 'STANDARD',
        logGroupArn: arn,
      });
    });
  }

  /** Events of a group within [from, to) that have arrived by `now`, by (timestamp, eventId). */
  events(query: LogQuery, now: Millis): LogEvent[] {
    const group = this.groups.get(query.logGroupName);
    if (!group) return [];
    const { logStreamNames, logStreamNamePrefix } = query;
    const names = logStreamNames && new Set(logStreamNames);
    const wants = (stream: string) =>
      (names?.has(stream) ?? true) &&
      (logStreamNamePrefix === undefined || stream.startsWith(logStreamNamePrefix));
    const window: LogWindow = { from: query.from, to: Math.min(query.to, now), wants };
    if (window.from >= window.to) return [];
    return group.sources
      .flatMap((source) => source(window))
      .filter((event) => event.ingestionTime <= now)
      .sort(byTime);
  }
}
