import { HttpUrl, type CommitRule } from '@danji/shared';
import { compilePattern, PatternError, runPattern, type SafePattern } from '../safe-pattern/index.js';

/** A rule that cannot be used: which one, which part of it, and the remedy. */
export class CommitRuleError extends Error {
  override readonly name = 'CommitRuleError';

  constructor(
    readonly index: number,
    readonly field: 'pattern' | 'repository',
    readonly remedy: string,
  ) {
    super(`Rule ${index + 1}, ${field}: ${remedy}`);
  }
}

/** What a container of a revision is known by. */
export interface BuiltContainer {
  container: string;
  family: string;
  /** The image as the task definition names it. */
  image: string;
  tags: Readonly<Record<string, string>>;
}

export interface FoundCommit {
  /** Which rule found it. */
  rule: number;
  commit: string;
  url: string | null;
}

type Compiled = CommitRule & { compiled: SafePattern };

/** Full hashes and short ones behind the last colon, which is what most pipelines write. */
export const USUAL_COMMIT_RULES: readonly CommitRule[] = [
  { from: 'tag', tag: 'commit', pattern: '^(?<commit>[0-9a-f]{7,40})$', repository: null },
  { from: 'image', pattern: '[:._-](?<commit>[0-9a-f]{7,40})$', repository: null },
];

/** Longer texts are none that a registry or AWS takes. */
const MOST_CHARACTERS = 1000;
const PLACEHOLDER = /\{(\w+)\}/g;
const GIVEN = ['commit', 'image', 'family', 'container'];

/**
 * Rules ready to be tried on any number of containers.
 * @throws CommitRuleError
 */
export function compileCommitRules(
  rules: readonly CommitRule[],
): (container: BuiltContainer) => FoundCommit | null {
  const compiled = rules.map(compileRule);
  return (container) => {
    for (const [index, rule] of compiled.entries()) {
      const found = find(rule, container);
      if (found !== null) return { rule: index, ...found };
    }
    return null;
  };
}

function compileRule(rule: CommitRule, index: number): Compiled {
  const compiled = patternOf(rule.pattern, index);
  if (!compiled.groups.includes('commit')) {
    throw new CommitRuleError(index, 'pattern', 'Name the group that holds the commit: (?<commit>…).');
  }
  if (rule.repository !== null) checkTemplate(rule.repository, compiled.groups, index);
  return { ...rule, compiled };
}

function patternOf(pattern: string, index: number): SafePattern {
  try {
    return compilePattern(pattern);
  } catch (error) {
    if (error instanceof PatternError) throw new CommitRuleError(index, 'pattern', error.message);
    throw error;
  }
}

function checkTemplate(template: string, groups: readonly string[], index: number): void {
  const refuse = (remedy: string): never => {
    throw new CommitRuleError(index, 'repository', remedy);
  };
  const known = [...new Set([...GIVEN, ...groups])];
  for (const [, name = ''] of template.matchAll(PLACEHOLDER)) {
    if (!known.includes(name))
      refuse(`{${name}} stands for nothing; known are ${known.map((one) => `{${one}}`).join(', ')}.`);
  }
  if (!template.includes('{commit}')) refuse('Write {commit} where the commit belongs.');
  if (/^[^/]*\/\/[^/]*\{/.test(template)) refuse('Name the host in full; placeholders stand behind it.');
  const example = template.replaceAll(PLACEHOLDER, 'x');
  if (!HttpUrl.safeParse(example).success) {
    refuse('Write an address such as https://github.com/acme/{image}/commit/{commit}.');
  }
}

function find(rule: Compiled, container: BuiltContainer): Omit<FoundCommit, 'rule'> | null {
  const text = rule.from === 'tag' ? container.tags[rule.tag] : container.image.split('@')[0];
  if (text === undefined || text.length > MOST_CHARACTERS) return null;
  const match = runPattern(rule.compiled, text);
  const commit = match?.groups['commit'] ?? null;
  if (match === null || commit === null || !isCommit(commit)) return null;
  return { commit, url: urlOf(rule.repository, { ...match.groups, ...valuesOf(container), commit }) };
}

/** Digits alone are a date or the number of a build as likely as a short hash: unknown is better than wrong. */
function isCommit(text: string): boolean {
  return text !== '' && !(/^\d+$/.test(text) && text.length < 20);
}

function valuesOf({ image, family, container }: BuiltContainer): Record<string, string> {
  const repository = (image.split('@')[0] ?? '').split('/').at(-1) ?? '';
  return { image: repository.split(':')[0] ?? '', family, container };
}

/** Every value is escaped: it can lead to another page of the host, and to no other host. */
function urlOf(template: string | null, values: Readonly<Record<string, string | null>>): string | null {
  if (template === null) return null;
  const url = template.replaceAll(PLACEHOLDER, (_all, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  return HttpUrl.safeParse(url).data ?? null;
}
