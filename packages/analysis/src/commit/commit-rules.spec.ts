import { describe, expect, it } from '@jest/globals';
import type { CommitRule } from '@danji/shared';
import { compileCommitRules, CommitRuleError, USUAL_COMMIT_RULES, type BuiltContainer } from './index.js';

const built = (image: string, tags: Record<string, string> = {}): BuiltContainer => ({
  container: 'app',
  family: 'checkout',
  image,
  tags,
});
const rule = (pattern: string, repository: string | null = null): CommitRule => ({
  from: 'image',
  pattern,
  repository,
});
const ECR = '111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/shop/checkout-api';

describe('the commit of a revision, by the usual rules', () => {
  const find = compileCommitRules(USUAL_COMMIT_RULES);

  it.each([
    [built(`${ECR}:3f2a9c1`), '3f2a9c1'],
    [
      built(`${ECR}:main-3f2a9c1d4e5f60718293a4b5c6d7e8f901234567`),
      '3f2a9c1d4e5f60718293a4b5c6d7e8f901234567',
    ],
    [built(`${ECR}:3f2a9c1@sha256:${'a'.repeat(64)}`), '3f2a9c1'],
    [built(`${ECR}:latest`, { commit: 'abcdef0' }), 'abcdef0'],
    [built(`${ECR}:latest`), null],
    [built(`${ECR}:20261126`), null],
    [built(`${ECR}:v1.42.0`), null],
    [built(ECR), null],
  ])('is found or unknown: %#', (container, commit) => {
    expect(find(container)?.commit ?? null).toBe(commit);
  });
});

describe('the link to a commit', () => {
  it('takes the parts of the image and the groups of the pattern, escaped', () => {
    const find = compileCommitRules([
      rule(
        '/(?<team>[^/]+)/[^/]+:(?<commit>[0-9a-f]+)$',
        'https://git.example/{team}/{image}/commit/{commit}',
      ),
    ]);
    expect(find(built('reg.example/shop/checkout:abc1234'))?.url).toBe(
      'https://git.example/shop/checkout/commit/abc1234',
    );
    expect(find(built('reg.example/a?b#c/checkout:abc1234'))?.url).toBe(
      'https://git.example/a%3Fb%23c/checkout/commit/abc1234',
    );
  });

  it.each([
    ['javascript:alert(1)//{commit}', 'host'],
    ['ftp://git.example/{commit}', 'address'],
    ['https://{image}.example/{commit}', 'host'],
    ['https://git.example/{repo}/{commit}', '{repo}'],
    ['https://git.example/', '{commit}'],
    ['https://me:secret@git.example/{commit}', 'address'],
  ])('is not made of %s', (template, remedy) => {
    const make = () => compileCommitRules([rule('(?<commit>.+)', template)]);
    expect(make).toThrow(CommitRuleError);
    expect(make).toThrow(remedy);
  });
});

describe('a rule', () => {
  it('must name the group, and is refused with its place', () => {
    expect(() => compileCommitRules([rule('(?<commit>a)'), rule('([0-9a-f]+)')])).toThrow(
      expect.objectContaining({ index: 1, field: 'pattern' }) as unknown as Error,
    );
    expect(() => compileCommitRules([rule('(?<commit>(a+)+)\\1')])).toThrow('back-references');
  });

  it('that comes first wins, and none is tried on a text that no registry takes', () => {
    const find = compileCommitRules([rule('nothing(?<commit>x)'), rule(':(?<commit>.+)$')]);
    expect(find(built('a:bc'))).toEqual({ rule: 1, commit: 'bc', url: null });
    expect(find(built(`a:${'b'.repeat(2000)}`))).toBeNull();
  });
});
