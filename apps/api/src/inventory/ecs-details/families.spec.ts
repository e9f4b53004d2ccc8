import { describe, expect, it } from '@jest/globals';
import { AwsCallError, type AwsPlace } from '../../aws/index.js';
import type { ClusterSnapshot } from '../gather.js';
import type { DetailsContext } from './details-context.js';
import { Families } from './families.js';

const ARN = 'arn:aws:ecs:ap-northeast-2:210987654321:task-definition';
const MINUTE = 60_000;

function context(
  now: number,
  revisions: { active: number[]; inactive: number[] },
  inUse: number,
  calls: string[] = [],
) {
  const list = (family: string, status: 'ACTIVE' | 'INACTIVE') => {
    calls.push(`${family} ${status}`);
    const numbers = status === 'ACTIVE' ? revisions.active : revisions.inactive;
    return Promise.resolve({ arns: numbers.map((number) => `${ARN}/${family}:${number}`), complete: true });
  };
  const service = { taskDefinition: `${ARN}/api:${inUse}`, deployments: [] };
  return {
    place: { ecsDetails: { taskDefinitionArns: list } } as unknown as AwsPlace,
    clusters: [{ services: [service] }] as unknown as ClusterSnapshot[],
    now,
    sweepSeconds: 15,
    failed: (part: string, error: Error) => {
      throw new Error(`${part}: ${error.message}`);
    },
  } satisfies DetailsContext;
}

describe('the revisions of a family', () => {
  it('are known by number with their status, the newest first', async () => {
    const families = new Families();
    await families.read(context(0, { active: [12, 10], inactive: [11, 3] }, 12));
    expect(families.of('api')).toEqual({
      newest: [
        { revision: 12, status: 'ACTIVE' },
        { revision: 11, status: 'INACTIVE' },
        { revision: 10, status: 'ACTIVE' },
        { revision: 3, status: 'INACTIVE' },
      ],
      complete: true,
      readAt: '1970-01-01T00:00:00.000Z',
    });
  });

  it('are listed again as soon as a newer one is in use, else in rotation', async () => {
    const families = new Families();
    const calls: string[] = [];
    await families.read(context(0, { active: [12], inactive: [] }, 12, calls));
    await families.read(context(MINUTE, { active: [12], inactive: [] }, 12, calls));
    expect(calls).toHaveLength(2);
    await families.read(context(2 * MINUTE, { active: [13, 12], inactive: [] }, 13, calls));
    expect(calls).toHaveLength(4);
    expect(families.statusOf('api', 13)).toBe('ACTIVE');
  });

  it('are described for at most a few dozen of the newest', async () => {
    const families = new Families();
    const active = Array.from({ length: 90 }, (_, i) => 90 - i);
    await families.read(context(0, { active, inactive: [] }, 90));
    const arns = [...families.newestArns()];
    expect(arns).toHaveLength(24);
    expect(arns[0]).toBe(`${ARN}/api:90`);
  });

  it('stay unknown where the list is denied, and that fails nothing', async () => {
    const families = new Families();
    const denied = context(0, { active: [], inactive: [] }, 1);
    Object.assign(denied.place.ecsDetails, {
      taskDefinitionArns: () =>
        Promise.reject(new AwsCallError('ecs:ListTaskDefinitions', 'denied', 'AccessDenied', 'no')),
    });
    await families.read(denied);
    expect(families.of('api')).toBeNull();
  });
});
