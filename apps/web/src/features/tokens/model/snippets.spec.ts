import { describe, expect, it } from '@jest/globals';
import { PostedEvent } from '@danji/shared';
import { execFileSync } from 'node:child_process';
import { PIPELINES, snippet, type Pipeline } from './snippets';

const VARIABLES: Readonly<Record<Pipeline, Record<string, string>>> = {
  github: {
    GITHUB_SHA: '3f2a9c1d',
    GITHUB_ACTOR: 'minji',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
  },
  gitlab: {
    CI_COMMIT_SHA: '3f2a9c1d',
    CI_COMMIT_SHORT_SHA: '3f2a9c1',
    GITLAB_USER_LOGIN: 'minji',
    CI_PIPELINE_URL: 'https://gitlab.com/acme/shop/-/pipelines/1',
    CI_JOB_ID: '7',
  },
  codebuild: {
    CODEBUILD_RESOLVED_SOURCE_VERSION: '3f2a9c1d',
    CODEBUILD_BUILD_URL: 'https://ap-northeast-2.console.aws.amazon.com/codesuite/codebuild/1',
    CODEBUILD_BUILD_ID: 'shop:1',
  },
};

/** What the shell hands to curl: its arguments, one a line. */
function argumentsOf(pipeline: Pipeline, service: string): string[] {
  const lines = snippet(pipeline, 'https://danji.example', service).split('\n');
  const script = lines.slice(lines.findIndex((line) => line.includes('curl --fail')));
  const output = execFileSync(
    'bash',
    ['--norc', '-c', `curl() { printf '%s\\n' "$@"; }\n${script.join('\n')}`],
    {
      env: { ...process.env, ...VARIABLES[pipeline], DANJI_TOKEN: 'danji_token' },
      encoding: 'utf8',
    },
  );
  return output.trim().split('\n');
}

describe.each(PIPELINES)('the snippet for %s', (pipeline) => {
  it('posts an event that is taken, to the address of this server, with the secret by its name', () => {
    const given = argumentsOf(pipeline, 'checkout-api');
    const event = PostedEvent.parse(JSON.parse(given[given.indexOf('-d') + 1] ?? ''));
    expect(event).toMatchObject({
      kind: 'deploy',
      labels: { service: ['checkout-api'] },
      revision: '3f2a9c1d',
    });
    expect(given).toContain('Authorization: Bearer danji_token');
    expect(given.find((each) => each.startsWith('Idempotency-Key: '))).toMatch(
      /^Idempotency-Key: [\x21-\x7e]+$/,
    );
    expect(given.at(-1)).toBe('https://danji.example/api/v1/events');
    expect(snippet(pipeline, '', '')).not.toContain('danji_');
  });

  it('runs nothing that a name brings along', () => {
    const given = argumentsOf(pipeline, '"}$(touch /tmp/x)`id`');
    const event = JSON.parse(given[given.indexOf('-d') + 1] ?? '') as { labels: { service: string } };
    expect(event.labels.service).toBe('touch/tmp/xid');
  });
});
