import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rolloutCommands, type RolloutPlace, type RolloutToUndo } from './commands.js';

const PLACE: RolloutPlace = {
  region: 'ap-northeast-2',
  cluster: 'prod-kr',
  service: 'checkout-api',
  serviceArn: 'arn:aws:ecs:ap-northeast-2:111122223333:service/prod-kr/checkout-api',
};
const ROLLOUT: RolloutToUndo = {
  strategy: 'ROLLING',
  name: 'EXsdro8Rs9T3dIOLon0qU',
  taskSet: 'ecs-svc/2',
  taskSetBefore: 'ecs-svc/1',
  family: 'checkout-api',
  previousRevision: 411,
  isUnderWay: true,
};
const oneLine = (command: string | null): string => (command ?? '').replaceAll(/ \\\n\s+/g, ' ');

/** The arguments that a shell hands to `aws`, without running it. */
function argumentsOf(command: string): string[] {
  const script = `aws() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('the commands to stop a rollout and to go back', () => {
  it('are exact for what ECS itself rolls out', () => {
    const { stop, rollback } = rolloutCommands(PLACE, ROLLOUT);
    expect(oneLine(stop)).toBe(
      'aws ecs stop-service-deployment --region ap-northeast-2 --service-deployment-arn arn:aws:ecs:ap-northeast-2:111122223333:service-deployment/prod-kr/checkout-api/EXsdro8Rs9T3dIOLon0qU --stop-type ROLLBACK',
    );
    expect(oneLine(rollback)).toBe(
      'aws ecs update-service --region ap-northeast-2 --cluster prod-kr --service checkout-api --task-definition checkout-api:411',
    );
  });

  it('speak to whoever rolls it out', () => {
    const deploy = rolloutCommands(PLACE, { ...ROLLOUT, strategy: 'CODE_DEPLOY', name: 'd-ABCDEF123' });
    expect(oneLine(deploy.stop)).toBe(
      'aws deploy stop-deployment --region ap-northeast-2 --deployment-id d-ABCDEF123 --auto-rollback-enabled',
    );
    expect(deploy.rollback).toBeNull();
    const external = rolloutCommands(PLACE, { ...ROLLOUT, strategy: 'EXTERNAL' });
    expect(oneLine(external.stop)).toContain('delete-task-set');
    expect(oneLine(external.rollback)).toContain('--primary-task-set ecs-svc/1');
  });

  it('are left out where there is nothing to stop or nowhere to go', () => {
    const over = rolloutCommands(PLACE, { ...ROLLOUT, isUnderWay: false, previousRevision: null });
    expect(over).toEqual({ stop: null, rollback: null });
    expect(rolloutCommands(PLACE, { ...ROLLOUT, name: null }).stop).toBeNull();
  });

  const names = fc.oneof(
    fc.constantFrom('x; rm -rf ~', '$(id)', '`id`', "it's", '--cluster', 'a\nb', '"', '\\', '~', '*', 'a b'),
    fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes('\0')),
  );
  it('hand any name to aws as one argument, whatever a shell would make of it', () => {
    fc.assert(
      fc.property(names, names, names, (cluster, service, family) => {
        const { stop, rollback } = rolloutCommands({ ...PLACE, cluster, service }, { ...ROLLOUT, family });
        const words = argumentsOf(rollback ?? '');
        const has = (option: string, value: string): boolean =>
          words.includes(`--${option}=${value}`) ||
          // What looks like an option would be taken for one.
          (!value.startsWith('-') && words[words.indexOf(`--${option}`) + 1] === value);
        expect(has('cluster', cluster) && has('service', service)).toBe(true);
        expect(has('task-definition', `${family}:411`)).toBe(true);
        expect(argumentsOf(stop ?? '')).toContain(
          `arn:aws:ecs:ap-northeast-2:111122223333:service-deployment/${cluster}/${service}/${ROLLOUT.name}`,
        );
      }),
      { numRuns: 60 },
    );
  });
});
