import { Injectable } from '@nestjs/common';
import type { CommitRules, Context } from '@danji/shared';
import { requirePermission } from '../http/index.js';
import { toCommitRules } from './commit-rule-book.js';
import { CommitRepository } from './commit.repository.js';

/** GET /settings/commits: the rules that find the commit of a revision. */
@Injectable()
export class GetCommitRules {
  constructor(private readonly commits: CommitRepository) {}

  async run(ctx: Context): Promise<CommitRules> {
    requirePermission(ctx, 'settings.read');
    return toCommitRules(await this.commits.saved());
  }
}
