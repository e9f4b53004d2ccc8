import { Module } from '@nestjs/common';
import { CommitRepository } from './commit.repository.js';
import { CommitsController } from './commits.controller.js';
import { GetCommitRules } from './get-commit-rules.js';
import { PreviewCommitRules } from './preview-commit-rules.js';
import { ReadCommits } from './read-commits.js';
import { SaveCommitRules } from './save-commit-rules.js';

@Module({
  controllers: [CommitsController],
  providers: [CommitRepository, ReadCommits, GetCommitRules, SaveCommitRules, PreviewCommitRules],
  exports: [ReadCommits],
})
export class CommitsModule {}
