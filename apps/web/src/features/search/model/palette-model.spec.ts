import { describe, expect, it } from '@jest/globals';
import type { ResourceItem } from '@danji/shared';
import { foundPages, foundResources, PAGES, readRecent, remembered, type Found } from './palette-model';

const AT = '2026-11-20T05:00:00.000Z';
const resource = (name: string, kind: ResourceItem['kind']): ResourceItem => ({
  id: `svc-${name}`,
  kind,
  name,
  arn: 'arn:aws:x',
  region: 'ap-northeast-2',
  accountId: '210987654321',
  accountAlias: 'commerce',
  scopeId: 's',
  state: 'ACTIVE',
  status: 'ok',
  reasons: [],
  parentId: null,
  parentName: 'prod-kr',
  environment: 'prod',
  team: null,
  tier: null,
  tags: {},
  attributes: {},
  describedAt: AT,
  firstSeen: AT,
  lastSeen: AT,
  deletedAt: null,
  consoleUrl: null,
});
const path = (kind: string, id: string): string | null => (kind === 'log_group' ? null : `/x/${id}`);
const found = (key: string): Found => ({
  key,
  kind: 'ecs_service',
  id: key,
  title: key,
  detail: '',
  environment: null,
  path: '/services/x',
});

describe('foundResources', () => {
  it('puts the exact name first, then beginnings, and leaves out what has no page', () => {
    const rows = foundResources(
      [
        resource('my-api', 'ecs_service'),
        resource('api-gateway', 'ecs_service'),
        resource('api', 'rds_instance'),
        resource('api', 'log_group'),
        resource('api-cluster', 'ecs_cluster'),
      ],
      ' API ',
      path,
    );
    expect(rows.map((row) => row.title)).toEqual(['api', 'api-cluster', 'api-gateway', 'my-api']);
    expect(rows[1]?.detail).toBe('commerce / ap-northeast-2 / prod-kr');
  });
});

describe('foundPages', () => {
  it('finds a page by its Korean and English words', () => {
    expect(foundPages('데이터').map((page) => page.id)).toEqual(['rds']);
    expect(foundPages('PERMISS').map((page) => page.id)).toEqual(['collection']);
    expect(foundPages('')).toEqual(PAGES);
  });
});

describe('recent', () => {
  it('keeps each once, the newest first, at most eight', () => {
    const many = Array.from({ length: 8 }, (_, i) => found(`k${i}`));
    const next = remembered(many, found('k3'));
    expect(next).toHaveLength(8);
    expect(next[0]?.key).toBe('k3');
    expect(remembered(many, found('new')).map((row) => row.key)).not.toContain('k7');
  });
  it('forgets what it cannot read and never keeps a path that leaves the site', () => {
    expect(readRecent('not json')).toEqual([]);
    expect(readRecent('{"a":1}')).toEqual([]);
    expect(
      readRecent(JSON.stringify([{ ...found('a'), path: 'javascript:alert(1)' }, found('b'), 7])),
    ).toEqual([found('b')]);
    expect(readRecent(JSON.stringify([{ ...found('a'), path: '//evil.example' }]))).toEqual([]);
  });
});
