import { Injectable } from '@nestjs/common';
import { compileCommitRules, USUAL_COMMIT_RULES } from '@danji/analysis';
import type { Commit, CommitAnswer, CommitQuery, Context } from '@danji/shared';
import { requirePermission } from '../http/index.js';
import { CommitRepository, type DefinedContainer } from './commit.repository.js';

/** GET /commits: what a revision was built from, by the rules that hold now. */
@Injectable()
export class ReadCommits {
  constructor(private readonly commits: CommitRepository) {}

  async run(ctx: Context, { taskDefinition }: CommitQuery): Promise<CommitAnswer> {
    requirePermission(ctx, 'fleet.read');
    const containers = await this.commits.ofDefinition(ctx, taskDefinition);
    return { items: (await this.find(containers)).get(taskDefinition) ?? [] };
  }

  /** Commits of what was deployed, by the deployment's id. */
  async ofDeployments(ids: readonly string[]): Promise<ReadonlyMap<string, Commit[]>> {
    return ids.length === 0 ? new Map() : this.find(await this.commits.ofDeployments([...new Set(ids)]));
  }

  private async find(containers: readonly DefinedContainer[]): Promise<Map<string, Commit[]>> {
    const found = new Map<string, Commit[]>();
    if (containers.length === 0) return found;
    const saved = await this.commits.saved();
    const commitOf = compileCommitRules(saved?.rules ?? USUAL_COMMIT_RULES);
    for (const container of containers) {
      const commit = commitOf(container);
      if (commit === null) continue;
      const item = { container: container.container, commit: commit.commit, url: commit.url };
      found.set(container.key, [...(found.get(container.key) ?? []), item]);
    }
    return found;
  }
}
