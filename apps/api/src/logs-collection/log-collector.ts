import { AwsCallError, type AwsPlace } from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import { writeRun, type CollectionRun } from '../collection-run/index.js';
import { notifyChanges, type Database } from '../database/index.js';
import { lineMask, readLogSettings, type LineMask } from '../log-settings/index.js';
import { countByDeployment } from './deployment-minutes.js';
import { digestEvents, maskEvents } from './digest-events.js';
import { TemplateBook } from './group-templates.js';
import { DATABASE_FIRST_READ_MS, FIRST_READ_MS, readGroup } from './log-group-reader.js';
import { sourceOfStream, taskOfStream, type WatchedGroup } from './log-source.js';
import { LogRepository } from './log.repository.js';
import { readTaskEnds } from './read-task-ends.js';
import { storedTemplates } from './template.repository.js';

/** How long one round may take: at a quarter of ten calls a second that is some sixty groups. */
const ROUND_MS = 25_000;

export interface LogCollectorParts {
  database: Database;
  clock: Clock;
  place: AwsPlace;
}

/** Visits the log groups of a place in turn, the one that waits longest first: counts their levels and keeps lines. */
export class LogCollector {
  private readonly repository: LogRepository;
  /** By group, from its first visit on. */
  private readonly books = new Map<string, TemplateBook>();

  constructor(private readonly parts: LogCollectorParts) {
    this.repository = new LogRepository(parts.database);
  }

  async run(signal: AbortSignal): Promise<CollectionRun> {
    const { clock, place, database } = this.parts;
    const startedAt = clock.now();
    const settings = await readLogSettings(database.pool);
    const mask = lineMask(settings);
    const round: Round = { lines: 0, visited: 0, throttled: 0, problems: [], sources: new Set(), mask };
    for (const group of await this.repository.groups(place.key, settings.off)) {
      if (signal.aborted || clock.now() - startedAt > ROUND_MS) break;
      if (!(await this.visit(group, round))) break;
    }
    await readTaskEnds(this.parts, { mask, off: settings.off }, signal);
    await notifyChanges(database.pool, 'logs', [...round.sources]);
    const run: CollectionRun = {
      ...place.key,
      job: 'logs',
      startedAt,
      finishedAt: clock.now(),
      status: round.problems.length === 0 ? 'ok' : round.visited > 0 ? 'partial' : 'failed',
      items: round.lines,
      throttled: round.throttled,
      kinds: [],
      message: round.problems.length === 0 ? null : round.problems.slice(0, 5).join('; '),
    };
    await writeRun(database.pool, run);
    return run;
  }

  /** @returns whether to go on: a role that may not read logs need not be asked for each group */
  private async visit(group: WatchedGroup, round: Round): Promise<boolean> {
    const { clock, place } = this.parts;
    try {
      const now = clock.now();
      const isDatabase =
        group.writers.length > 0 && group.writers.every(({ kind }) => kind === 'rds_instance');
      const firstRead = isDatabase ? DATABASE_FIRST_READ_MS : FIRST_READ_MS;
      const read = await readGroup(place.logs, group.name, group.cursor, now, firstRead);
      const streams = new Set(read.events.map(({ logStreamName }) => logStreamName));
      const tasks = [...streams].flatMap((stream) => taskOfStream(stream) ?? []);
      const runs = await this.repository.runs(place.key, tasks);
      const events = read.events.filter(({ timestamp }) => timestamp >= read.from && timestamp < read.until);
      const lines = maskEvents(events, (stream) => sourceOfStream(group, stream, runs), round.mask);
      const book = await this.bookOf(group.id);
      const digest = {
        ...digestEvents(lines),
        templates: book.take(lines),
        deployments: countByDeployment(events, (stream) => runs.get(taskOfStream(stream) ?? '')),
      };
      const written = await this.repository.store(place.key, group, read, digest, now);
      book.keep(digest.templates.changed);
      round.visited += 1;
      round.lines += written;
      if (written > 0) for (const { sourceId } of digest.lines) round.sources.add(sourceId);
      return true;
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      round.problems.push(`${group.name}: ${error.message}`);
      if (error.failure === 'throttled') round.throttled += 1;
      return error.failure === 'missing' || error.failure === 'transient' || error.failure === 'rejected';
    }
  }

  private async bookOf(groupId: string): Promise<TemplateBook> {
    const known = this.books.get(groupId);
    if (known) return known;
    const book = new TemplateBook(await storedTemplates(this.parts.database.pool, groupId));
    this.books.set(groupId, book);
    return book;
  }
}

interface Round {
  lines: number;
  visited: number;
  throttled: number;
  problems: string[];
  sources: Set<string>;
  mask: LineMask;
}
