import { describe, expect, it } from '@jest/globals';
import { explainProblems, readEnvironment } from './environment.js';

const FACTS = { version: '0.1.0', credentials: false };
const LEAST = { DATABASE_URL: 'postgresql://danji:secret@127.0.0.1:5432/danji' };

function read(env: Record<string, string>, facts = FACTS) {
  return readEnvironment({ ...LEAST, ...env }, facts);
}
function configOf(env: Record<string, string>, facts = FACTS) {
  const answer = read(env, facts);
  if ('problems' in answer) throw new Error(explainProblems(answer.problems));
  return answer.config;
}

describe('readEnvironment', () => {
  it('needs nothing but a database and is frozen', () => {
    const config = configOf({});
    expect(config).toMatchObject({
      mode: 'demo',
      port: 3000,
      apiPort: 3001,
      host: '127.0.0.1',
      pollSeconds: 60,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('turns to aws where credentials are found, which does not accept the price', () => {
    expect(configOf({}, { ...FACTS, credentials: true })).toMatchObject({
      mode: 'aws',
      modeIsExplicit: false,
      pollSeconds: 300,
    });
    expect(configOf({ DANJI_MODE: 'aws' })).toMatchObject({ mode: 'aws', modeIsExplicit: true });
  });

  it('tells every problem at once, each with variable, value and remedy', () => {
    const answer = read({
      PORT: '70000',
      HOST: '0.0.0.0',
      DANJI_POLL_SECONDS: '90',
      DANJI_TIMEZONE: 'Seoul',
    });
    const problems = 'problems' in answer ? answer.problems : [];
    expect(problems.map(({ variable, value }) => [variable, value])).toEqual([
      ['PORT', '70000'],
      ['HOST', '0.0.0.0'],
      ['DANJI_POLL_SECONDS', '90'],
      ['DANJI_TIMEZONE', 'Seoul'],
    ]);
    const text = explainProblems(problems);
    expect(text).toContain('no sign-in yet');
    expect(text).toContain('multiple of 60');
    expect(text).toContain('Asia/Seoul');
  });

  it('never shows a secret value', () => {
    const answer = readEnvironment(
      { DATABASE_URL: 'mysql://root:hunter2@db/x', DANJI_SCOPES: '[{"hunter2"' },
      FACTS,
    );
    const text = 'problems' in answer ? explainProblems(answer.problems) : '';
    expect(text).toContain('DATABASE_URL=(not shown)');
    expect(text).not.toContain('hunter2');
  });

  it.each(['hunter2', '[{"name":"a","externalId":"hunter2"', '[{"name":hunter2'])(
    "shows nothing of DANJI_SCOPES=%s, its parser's words neither",
    (DANJI_SCOPES) => {
      const answer = read({ DANJI_SCOPES });
      const text = 'problems' in answer ? explainProblems(answer.problems) : '';
      expect(text).toContain('it is no JSON');
      expect(text).not.toContain('hunter');
    },
  );

  it('refuses one port for both servers, and a default region that is none', () => {
    const answer = read({ PORT: '3001', AWS_DEFAULT_REGION: 'moon' });
    const problems = 'problems' in answer ? answer.problems : [];
    expect(problems.map(({ variable, value }) => [variable, value])).toEqual([
      ['AWS_DEFAULT_REGION', 'moon'],
      ['API_PORT', '3001'],
    ]);
  });

  it.each([
    ['no JSON', '{', 'no JSON'],
    ['an unknown member', '[{"name":"a","regions":["us-east-1"],"rolArn":"x"}]', 'rolArn'],
    ['a bad region', '[{"name":"a","regions":["seoul"]}]', 'regions.0'],
    [
      'two of one name',
      '[{"name":"a","regions":["us-east-1"]},{"name":"a","regions":["us-east-1"]}]',
      'share a name',
    ],
  ])('refuses DANJI_SCOPES with %s', (_what, value, named) => {
    const answer = read({ DANJI_SCOPES: value });
    const text = 'problems' in answer ? explainProblems(answer.problems) : '';
    expect(text).toContain(named);
  });
});
