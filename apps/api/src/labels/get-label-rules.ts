import { Inject, Injectable } from '@nestjs/common';
import type { Context, LabelRules } from '@danji/shared';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { requirePermission } from '../http/index.js';
import { currentRules } from './label-rule-book.js';

/** GET /settings/labels: the rules that hold, and where they stand. */
@Injectable()
export class GetLabelRules {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  run(ctx: Context): Promise<LabelRules> {
    requirePermission(ctx, 'settings.read');
    return currentRules(this.database.pool, this.config.labelRules);
  }
}
