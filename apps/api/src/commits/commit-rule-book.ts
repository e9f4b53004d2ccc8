import { compileCommitRules, CommitRuleError, USUAL_COMMIT_RULES } from '@danji/analysis';
import type { CommitRule, CommitRules } from '@danji/shared';
import { badInput } from '../http/index.js';
import type { SavedCommitRules } from './commit.repository.js';

/** The rules that hold: what somebody saved, else the usual ones. */
export function toCommitRules(saved: SavedCommitRules | null): CommitRules {
  return {
    rules: saved?.rules ?? [...USUAL_COMMIT_RULES],
    usual: [...USUAL_COMMIT_RULES],
    version: saved?.version ?? 0,
    updatedAt: saved?.updatedAt.toISOString() ?? null,
    updatedBy: saved?.by ?? null,
  };
}

/** Rules as a person wrote them, ready to be tried. @throws AppError VALIDATION naming rule, field and remedy */
export function checkedRules(rules: readonly CommitRule[]): ReturnType<typeof compileCommitRules> {
  try {
    return compileCommitRules(rules);
  } catch (error) {
    if (!(error instanceof CommitRuleError)) throw error;
    const { index, field, remedy } = error;
    throw badInput(`rules.${index}.${field}`, rules[index]?.[field], remedy);
  }
}
