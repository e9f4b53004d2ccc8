import { Injectable } from '@nestjs/common';
import type { CommitPreview, CommitRuleInput, Context } from '@danji/shared';
import { requirePermission } from '../http/index.js';
import { checkedRules } from './commit-rule-book.js';
import { CommitRepository } from './commit.repository.js';

/** So many of the newest task definitions are tried, and so many of their containers are shown. */
const TRIED = 500;
const SHOWN = 100;

/** POST /settings/commits/preview: what rules would find, before anybody saves them. */
@Injectable()
export class PreviewCommitRules {
  constructor(private readonly commits: CommitRepository) {}

  /** @throws AppError VALIDATION */
  async run(ctx: Context, { rules }: CommitRuleInput): Promise<CommitPreview> {
    requirePermission(ctx, 'settings.read');
    const commitOf = checkedRules(rules);
    const containers = await this.commits.newest(ctx, TRIED);
    const items = containers.map((container) => {
      const found = commitOf(container);
      return {
        resourceId: container.id,
        name: container.name,
        container: container.container,
        image: container.image,
        rule: found?.rule ?? null,
        commit: found?.commit ?? null,
        url: found?.url ?? null,
      };
    });
    const found = items.filter(({ commit }) => commit !== null);
    return { tried: items.length, found: found.length, items: items.slice(0, SHOWN) };
  }
}
