/** Pipelines that a snippet is there for. */
export const PIPELINES = ['github', 'gitlab', 'codebuild'] as const;
export type Pipeline = (typeof PIPELINES)[number];

/** What a pipeline says of itself in its own variables; none of them can hold a quote. */
interface Said {
  key: string;
  revision: string;
  short: string;
  actor: string | null;
  url: string;
}

const SAID: Readonly<Record<Pipeline, Said>> = {
  github: {
    key: 'github-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT',
    revision: '$GITHUB_SHA',
    short: '${GITHUB_SHA:0:7}',
    actor: '$GITHUB_ACTOR',
    url: '$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID',
  },
  gitlab: {
    key: 'gitlab-$CI_JOB_ID',
    revision: '$CI_COMMIT_SHA',
    short: '$CI_COMMIT_SHORT_SHA',
    actor: '$GITLAB_USER_LOGIN',
    url: '$CI_PIPELINE_URL',
  },
  codebuild: {
    key: '$CODEBUILD_BUILD_ID',
    revision: '$CODEBUILD_RESOLVED_SOURCE_VERSION',
    short: '$CODEBUILD_RESOLVED_SOURCE_VERSION',
    actor: null,
    url: '$CODEBUILD_BUILD_URL',
  },
};

/** A step that tells Danji of a deployment. The token stands in the pipeline's own secrets, never in the file. */
export function snippet(pipeline: Pipeline, address: string, service: string): string {
  const call = curl(SAID[pipeline], address, service);
  switch (pipeline) {
    case 'github':
      return [
        '- name: Tell Danji',
        '  env:',
        '    DANJI_TOKEN: ${{ secrets.DANJI_TOKEN }}',
        '  run: |',
        ...call.map((line) => `    ${line}`),
        '',
      ].join('\n');
    case 'gitlab':
      return [
        '# DANJI_TOKEN: a masked, protected variable of the project',
        'tell-danji:',
        '  stage: .post',
        '  image: curlimages/curl:8.11.1',
        '  script:',
        '    - |',
        ...call.map((line) => `      ${line}`),
        '',
      ].join('\n');
    default:
      return [
        'version: 0.2',
        'env:',
        '  secrets-manager:',
        '    DANJI_TOKEN: danji:token',
        'phases:',
        '  post_build:',
        '    commands:',
        '      - |',
        ...call.map((line) => `        ${line}`),
        '',
      ].join('\n');
  }
}

function curl({ key, revision, short, actor, url }: Said, address: string, service: string): string[] {
  const body = [
    '\\"kind\\":\\"deploy\\"',
    `\\"labels\\":{\\"service\\":\\"${plain(service)}\\"}`,
    `\\"title\\":\\"Deploy ${short}\\"`,
    `\\"revision\\":\\"${revision}\\"`,
    ...(actor === null ? [] : [`\\"actor\\":\\"${actor}\\"`]),
    `\\"url\\":\\"${url}\\"`,
  ].join(',');
  return [
    'curl --fail-with-body --silent --show-error --retry 3 --retry-all-errors \\',
    '  -H "Authorization: Bearer $DANJI_TOKEN" -H "Content-Type: application/json" \\',
    `  -H "Idempotency-Key: ${key}" \\`,
    `  -d "{${body}}" \\`,
    `  ${address}/api/v1/events`,
  ];
}

/** A name goes into a shell's quotes: what could end them, or run, is left out. */
function plain(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._/-]/gu, '');
}
