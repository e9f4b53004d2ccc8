import { DAY, MINUTE, type Calendar } from '../calendar.js';
import type { LoadModel } from '../metrics/load-model.js';
import { hashString } from '../random.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AwsRecord, LogEvent, LogQuery, LogStream, Millis } from '../types.js';
import { present } from '../views/record.js';
import { postgresLogs } from './database-logs.js';
import { byTime, plainEvent } from './log-event.js';
import { jobStreams, logStream, serviceStreams, type StreamPlan } from './log-streams.js';
import {
  PERFORMANCE_RETENTION_DAYS,
  performanceGroup,
  performanceLog,
  performanceStreams,
} from './performance-log.js';
import { jobLogs, serviceLogs, type LogWindow } from './task-logs.js';

type Source = (window: LogWindow) => LogEvent[];

type Streams = (now: Millis) => StreamPlan[];

interface Group {
  createdAt: Millis;
  /** Where it is not drawn by its name. */
  retentionDays?: number;
  sources: { read: Source; streams: Streams }[];
}

/** All log groups of a region with what writes into them. */
export class LogGroups {
  private readonly groups = new Map<string, Group>();
  private readonly endedStreams = new Map<string, LogStream>();

  constructor(
    private readonly state: RegionState,
    calendar: Calendar,
    load: LoadModel,
  ) {
    for (const cluster of state.clusters) {
      for (const service of cluster.services) {
        this.add(service.plan.log.group, service.plan.createdAt, {
          read: (window) => serviceLogs(service, calendar, window),
          streams: (now) => serviceStreams(service, now),
        });
      }
      for (const job of cluster.plan.jobs) {
        const { group, prefix } = job.log;
        this.add(group, state.beginsAt - 80 * DAY, {
          read: (window) => jobLogs(cluster, job.family, prefix, window),
          streams: (now) => jobStreams(cluster, job.family, prefix, now),
        });
      }
    }
    for (const cluster of state.clusters) {
      if (cluster.plan.containerInsights === 'disabled') continue;
      this.groups.set(performanceGroup(cluster), {
        createdAt: state.beginsAt - 90 * DAY,
        retentionDays: PERFORMANCE_RETENTION_DAYS,
        sources: [
          {
            read: (window) => performanceLog(cluster, load, window),
            streams: (now) => performanceStreams(cluster, now),
          },
        ],
      });
    }
    for (const database of state.databases) {
      for (const log of database.plan.logExports) {
        const isMain = log === 'postgresql';
        const stream = {
          name: `${database.plan.id}.0`,
          createdAt: Math.max(state.beginsAt, database.plan.createdAt),
        };
        this.add(`/aws/rds/instance/${database.plan.id}/${log}`, database.plan.createdAt, {
          read: (window) => (isMain ? postgresLogs(database, calendar, window) : []),
          streams: () => (isMain ? [stream] : []),
        });
      }
    }
  }

  private add(name: string, createdAt: Millis, source: Group['sources'][number]): void {
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
        retentionInDays: group.retentionDays ?? (hash % 3 === 0 ? undefined : [14, 30, 90, 365][hash % 4]),
        metricFilterCount: 0,
        arn: `${arn}:*`,
        storedBytes: 40_000_000 + (hash % 2_000_000_000),
        logGroupClass: 'STANDARD',
        logGroupArn: arn,
      });
    });
  }

  /** Names of the groups that have metrics of their own: counting performance logs would draw all of them. */
  names(): string[] {
    return [...this.groups]
      .filter(([, { retentionDays }]) => retentionDays === undefined)
      .map(([name]) => name);
  }

  /** Every event of a group within a span, arrived or not, unsorted. */
  hour(name: string, from: Millis, to: Millis): LogEvent[] {
    const window: LogWindow = { from, to, wants: () => true };
    return this.groups.get(name)?.sources.flatMap(({ read }) => read(window)) ?? [];
  }

  streams(name: string, now: Millis): LogStream[] {
    const sources = this.groups.get(name)?.sources ?? [];
    return sources.flatMap(({ read, streams }) =>
      streams(now).map((plan) => {
        const known = this.endedStreams.get(plan.name);
        if (known) return known;
        const stream = logStream(plan, read, this.state.beginsAt, now);
        // Whatever it wrote has arrived: it stays as it is.
        if (plan.endsAt !== undefined && plan.endsAt < now - MINUTE) this.endedStreams.set(plan.name, stream);
        return stream;
      }),
    );
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
    const keptFrom = group.retentionDays === undefined ? 0 : now - group.retentionDays * DAY;
    const window: LogWindow = {
      from: Math.max(query.from, keptFrom),
      to: Math.min(query.to, now),
      wants,
    };
    if (window.from >= window.to) return [];
    return group.sources
      .flatMap(({ read }) => read(window))
      .filter((event) => event.ingestionTime <= now)
      .map(plainEvent)
      .sort(byTime);
  }
}
