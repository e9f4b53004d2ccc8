import { Inject, Injectable } from '@nestjs/common';
import type { Context, LabelRuleInput, LabelRules } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, inTransaction, notifyChanges } from '../database/index.js';
import { AppError, requirePermission } from '../http/index.js';
import { relabel, saveRules } from './label.repository.js';
import { currentRules } from './label-rule-book.js';

/** PUT /settings/labels: saves rules, and gives everything that is stored the labels that they give. */
@Injectable()
export class SaveLabelRules {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError CONFLICT when the rules stand in a file, or somebody saved others meanwhile */
  async run(ctx: Context, { rules }: LabelRuleInput, version: number): Promise<LabelRules> {
    requirePermission(ctx, 'settings.write');
    const { pool } = this.database;
    if (this.config.labelRules !== null) {
      throw new AppError(
        'CONFLICT',
        'The rules stand in labels.yaml in the data directory; change them there, or remove the file and start again.',
        { current: await currentRules(pool, this.config.labelRules) },
      );
    }
    const changed = await inTransaction(pool, async (client) => {
      const first = await saveRules(client, { rules, by: ctx.actor }, { version, now: this.clock.now() });
      return first ? relabel(client, rules) : null;
    });
    const current = await currentRules(pool, null);
    if (changed === null) {
      throw new AppError('CONFLICT', 'Somebody saved other rules meanwhile; look at them and save again.', {
        current,
      });
    }
    await notifyChanges(pool, 'resources', changed);
    return current;
  }
}
