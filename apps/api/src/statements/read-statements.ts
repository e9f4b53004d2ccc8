import { Inject, Injectable } from '@nestjs/common';
import { statementReport, type StatementReport } from '@danji/analysis';
import type {
  Context,
  DatabaseLoadAnswer,
  DatabaseParameter,
  Localised,
  StatementItem,
  StatementsAnswer,
  StatementsQuery,
} from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { badInput, notFound, requirePermission, resolveRange, type TimeRange } from '../http/index.js';
import { LoadReader } from './load-reader.js';
import { StatementRepository, type DatabaseRow } from './statement.repository.js';

/** Longer spans would look at more lines than one answer takes. */
const LONGEST_MS = 3 * 86_400_000;

/** GET /resources/{id}/statements: what a PostgreSQL database was busy with, by its own log. */
@Injectable()
export class ReadStatements {
  constructor(
    private readonly repository: StatementRepository,
    private readonly loads: LoadReader,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError NOT_FOUND for what is no database, VALIDATION for a bad or too long span */
  async run(ctx: Context, id: string, query: StatementsQuery): Promise<StatementsAnswer> {
    requirePermission(ctx, 'logs.read');
    const range = resolveRange(query, this.clock.now(), this.config.timezone);
    const length = range.to - range.from;
    if (length > LONGEST_MS) throw badInput('from', query.from, 'Ask for three days at most.');
    const database = await this.repository.databaseOf(ctx, id);
    if (database?.kind !== 'rds_instance') throw notFound('database', id);
    const [{ lines, cut }, { readFrom, seconds }, load] = await Promise.all([
      this.repository.lines(id, range.from - length, range.to),
      this.repository.coverage(id, range.from, range.to),
      this.loadOf(database, range, query.load),
    ]);
    const report = statementReport(lines, { ...range, readFrom: readFrom ?? range.to });
    const passed = Math.min(range.to, this.clock.now()) - range.from;
    return {
      from: iso(range.from),
      to: iso(range.to),
      readFrom: readFrom === null ? null : iso(readFrom),
      coverage: readFrom === null ? null : Math.min(1, (seconds * 1000) / Math.max(1, passed)),
      lines: lines.length,
      ...shown(report, query.limit),
      load,
      notes: notesOf(database, { read: readFrom !== null, cut }),
    };
  }

  private async loadOf(database: DatabaseRow, range: TimeRange, asked: boolean): Promise<DatabaseLoadAnswer> {
    const nothing = { message: null, average: null, statements: [], waits: [] };
    if (database.attributes['performanceInsights'] !== true) return { state: 'off', ...nothing };
    const dbiResourceId = database.attributes['dbiResourceId'];
    if (!asked || typeof dbiResourceId !== 'string') return { state: 'not_asked', ...nothing };
    return this.loads.read({ ...database, dbiResourceId, ...range });
  }
}

function shown(report: StatementReport, limit: number) {
  const { statements, ...facts } = report;
  const last = ({ last: at }: { last: number | null }) => (at === null ? null : iso(at));
  return {
    items: statements.slice(0, limit).map(({ firstSeen, lastSeen, onset, ...row }): StatementItem => ({
      ...row,
      firstSeen: iso(firstSeen),
      lastSeen: iso(lastSeen),
      onset: onset && { ...onset, at: iso(onset.at) },
    })),
    total: statements.length,
    totalMilliseconds: statements.reduce((sum, { total }) => sum + total, 0),
    deadlocks: { ...facts.deadlocks, last: last(facts.deadlocks) },
    temporaryFiles: { ...facts.temporaryFiles, last: last(facts.temporaryFiles) },
    lockWaits: { ...facts.lockWaits, last: last(facts.lockWaits) },
    autovacuum: { ...facts.autovacuum, last: last(facts.autovacuum) },
    checkpoints: { ...facts.checkpoints, last: last(facts.checkpoints) },
    connectionErrors: { ...facts.connectionErrors, last: last(facts.connectionErrors) },
  };
}

/** Why an empty list is empty, and what a full one leaves out. */
function notesOf({ attributes }: DatabaseRow, { read, cut }: { read: boolean; cut: boolean }): Localised[] {
  const notes: Localised[] = [];
  const engine = String(attributes['engine'] ?? '');
  const exports = Array.isArray(attributes['logExports']) ? attributes['logExports'] : [];
  if (!engine.includes('postgres')) {
    notes.push({
      en: 'Statements are read from the logs of PostgreSQL only.',
      ko: '문장은 PostgreSQL 로그에서만 읽습니다.',
    });
    return notes;
  }
  if (!exports.includes('postgresql')) {
    notes.push({
      en: 'The PostgreSQL log is not exported to CloudWatch Logs: switch the export "postgresql" on.',
      ko: 'PostgreSQL 로그를 CloudWatch Logs로 내보내지 않습니다. 내보내기 "postgresql"을 켜세요.',
    });
  } else if (!read) {
    notes.push({ en: 'Its log has not been read yet.', ko: '아직 로그를 읽지 않았습니다.' });
  }
  const threshold = thresholdNote(attributes['parameters']);
  if (threshold) notes.push(threshold);
  if (cut) {
    notes.push({
      en: 'There are more lines than one answer looks at: the oldest are left out.',
      ko: '한 번에 볼 수 있는 것보다 줄이 많아 가장 오래된 것을 뺐습니다.',
    });
  }
  return notes;
}

/** From which duration on statements are logged at all; null where the parameters are not known. */
function thresholdNote(parameters: unknown): Localised | null {
  if (!Array.isArray(parameters)) return null;
  const found = (parameters as DatabaseParameter[]).find(({ name }) => name === 'log_min_duration_statement');
  const value = Number(found?.value ?? -1);
  if (value < 0) {
    return {
      en: 'log_min_duration_statement is off, so slow statements are not logged: set it in the parameter group (500 ms is usual).',
      ko: 'log_min_duration_statement가 꺼져 있어 느린 문장이 기록되지 않습니다. 파라미터 그룹에서 설정하세요(보통 500 ms).',
    };
  }
  return {
    en: `Only statements that take ${value} ms or longer are logged.`,
    ko: `${value} ms 이상 걸린 문장만 기록됩니다.`,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
