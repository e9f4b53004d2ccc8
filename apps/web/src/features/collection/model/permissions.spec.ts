import { describe, expect, it } from '@jest/globals';
import type { CollectionPermissions } from '@danji/shared';
import { permissionRows, policyFor, splitPermissions } from './permissions';

type Item = CollectionPermissions['items'][number];
const item = (action: string, status: Item['status'], over: Partial<Item> = {}): Item => ({
  scope: 'main',
  region: 'ap-northeast-2',
  action,
  status,
  affects: [{ en: 'Logs', ko: '로그' }],
  message: null,
  checkedAt: null,
  ...over,
});

describe('permissionRows', () => {
  it('joins one action over its regions and puts what is missing first', () => {
    const rows = permissionRows([
      item('ecs:ListTasks', 'allowed'),
      item('logs:FilterLogEvents', 'denied', { checkedAt: '2026-11-20T05:00:00.000Z', message: 'old' }),
      item('logs:FilterLogEvents', 'denied', {
        region: 'us-east-1',
        checkedAt: '2026-11-20T06:00:00.000Z',
        message: 'new',
      }),
      item('rds:DescribeDBInstances', 'unsupported'),
    ]);
    expect(rows.map((row) => [row.action, row.status])).toEqual([
      ['logs:FilterLogEvents', 'denied'],
      ['rds:DescribeDBInstances', 'unsupported'],
      ['ecs:ListTasks', 'allowed'],
    ]);
    expect(rows[0]).toMatchObject({
      where: ['main / ap-northeast-2', 'main / us-east-1'],
      message: 'new',
    });
    expect(splitPermissions(rows).missing).toHaveLength(2);
  });
  it('keeps allowed in one region and denied in another apart', () => {
    const rows = permissionRows([item('a:B', 'allowed'), item('a:B', 'denied', { region: 'us-east-1' })]);
    expect(rows.map((row) => row.status)).toEqual(['denied', 'allowed']);
  });
});

describe('policyFor', () => {
  it('allows exactly what is denied', () => {
    const policy = policyFor(
      permissionRows([item('b:X', 'denied'), item('a:Y', 'denied'), item('c:Z', 'allowed')]),
    );
    expect(JSON.parse(policy ?? '')).toMatchObject({
      Statement: [{ Action: ['a:Y', 'b:X'], Effect: 'Allow' }],
    });
  });
  it('is none when nothing is denied', () => {
    expect(policyFor(permissionRows([item('c:Z', 'allowed')]))).toBeNull();
  });
});
