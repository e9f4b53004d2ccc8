import { Module } from '@nestjs/common';
import { CommitRepository } from './commit.repository.js';
import { CommitsController } from './commits.controller.js';
import { GetCommitRules } from './get-commit-rules.js';
import { PreviewCommitRules } from './preview-commit-rules.js';
import { ReadCommits } from './read-commits.js';
import { SaveCommitRules } from './save-commit-rules.js';

/** Commits of deployments for other features, without routes. */
@Module({ providers: [CommitRepository, ReadCommits], exports: [CommitRepository, ReadCommits] })
export class CommitsReadModule {}

@Module({
  imports: [CommitsReadModule],
  controllers: [CommitsController],
  providers: [GetCommitRules, SaveCommitRules, PreviewCommitRules],
  exports: [CommitsReadModule],
})
export class CommitsModule {}
