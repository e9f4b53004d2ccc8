export {
  compileCommitRules,
  CommitRuleError,
  USUAL_COMMIT_RULES,
  type BuiltContainer,
  type FoundCommit,
} from './commit-rules.js';
