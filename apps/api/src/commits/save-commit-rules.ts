import { Injectable } from '@nestjs/common';
import type { CommitRuleInput, CommitRules, Context } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { AppError, requirePermission } from '../http/index.js';
import { checkedRules, toCommitRules } from './commit-rule-book.js';
import { CommitRepository } from './commit.repository.js';

/** PUT /settings/commits: saves rules; what is shown from then on is found by them. */
@Injectable()
export class SaveCommitRules {
  constructor(
    private readonly commits: CommitRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError VALIDATION; CONFLICT when somebody saved others meanwhile */
  async run(ctx: Context, { rules }: CommitRuleInput, version: number): Promise<CommitRules> {
    requirePermission(ctx, 'settings.write');
    checkedRules(rules);
    const first = await this.commits.save({ rules, by: ctx.actor }, { version, now: this.clock.now() });
    const current = toCommitRules(await this.commits.saved());
    if (first) return current;
    throw new AppError('CONFLICT', 'Somebody saved other rules meanwhile; look at them and save again.', {
      current,
    });
  }
}
