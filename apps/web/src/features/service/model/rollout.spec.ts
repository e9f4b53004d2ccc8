import { describe, expect, it } from '@jest/globals';
import { blocksOf, rollbackCommand } from './rollout';

describe('tasks by revision', () => {
  it('separates what serves from what starts, older revision first', () => {
    expect(
      blocksOf([
        { revision: 412, lastStatus: 'PENDING' },
        { revision: 411, lastStatus: 'RUNNING' },
        { revision: 412, lastStatus: 'RUNNING' },
      ]),
    ).toEqual([
      { revision: 411, serving: 1, starting: 0 },
      { revision: 412, serving: 1, starting: 1 },
    ]);
  });
});

describe('the command to go back', () => {
  it('is exact', () => {
    expect(rollbackCommand('prod-kr', 'checkout-api', 'checkout-api', 411, 'ap-northeast-2')).toBe(
      'aws ecs update-service --region ap-northeast-2 --cluster prod-kr --service checkout-api --task-definition checkout-api:411',
    );
  });

  it('is withheld for a name that a shell would read differently', () => {
    expect(rollbackCommand('prod', 'x; rm -rf ~', 'f', 1, 'us-east-1')).toBeNull();
    expect(rollbackCommand('$(id)', 'x', 'f', 1, 'us-east-1')).toBeNull();
  });
});
