import { Injectable } from '@nestjs/common';
import { compileOwnPattern, PatternError } from '@danji/analysis';
import type { Context, LogSettings, LogSettingsInput } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { AppError, badInput, requirePermission } from '../http/index.js';
import { readLogSettings, writeLogSettings } from './log-settings.repository.js';

/** PUT /settings/logs: switches groups off or on and sets patterns of one's own; both hold from the next reading on. */
@Injectable()
export class SaveLogSettings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError VALIDATION for a pattern that cannot be used, CONFLICT when somebody saved others meanwhile */
  async run(ctx: Context, input: LogSettingsInput, version: number): Promise<LogSettings> {
    requirePermission(ctx, 'settings.write');
    input.patterns.forEach((own, i) => checkPattern(own, `patterns.${i}.pattern`));
    const { pool } = this.database;
    const off = [...new Set(input.off)].sort();
    const saved = await writeLogSettings(
      pool,
      { off, patterns: input.patterns, by: ctx.actor },
      { version, now: this.clock.now() },
    );
    const current = await readLogSettings(pool);
    if (!saved) {
      throw new AppError(
        'CONFLICT',
        'Somebody saved other settings meanwhile; look at them and save again.',
        {
          current,
        },
      );
    }
    return current;
  }
}

function checkPattern(own: LogSettingsInput['patterns'][number], field: string): void {
  try {
    compileOwnPattern(own);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw badInput(field, own.pattern, error.message);
  }
}
