import { describe, expect, it } from '@jest/globals';
import type { EventItem } from '@danji/shared';
import { openings, ruleKey } from './opened';

const ssh = { protocol: 'tcp', fromPort: 22, toPort: 22, kind: 'cidr' as const, peer: '0.0.0.0/0' };
const event = (at: string, params: EventItem['params'], name: string | null = null): EventItem => ({
  id: at,
  at,
  kind: 'config',
  type: 'config_changed',
  severity: 'info',
  resourceId: 'sg-a',
  resourceName: 'bastion',
  resourceKind: 'security_group',
  labels: null,
  parentId: null,
  environment: 'prod',
  team: null,
  message: '',
  title: { en: '', ko: '' },
  count: 1,
  commits: [],
  url: null,
  params,
  actor:
    name === null ? null : { name, kind: 'person', source: null, action: 'AuthorizeSecurityGroupIngress' },
});

describe('when a rule was opened', () => {
  it('is the newest time that it came, with its maker', () => {
    const found = openings([
      event('2026-11-23T05:00:00.000Z', { opened: [ssh] }, 'minji'),
      event('2026-11-20T05:00:00.000Z', { opened: [ssh] }, 'junho'),
    ]);
    expect(found.get(ruleKey(ssh))).toMatchObject({
      at: '2026-11-23T05:00:00.000Z',
      actor: { name: 'minji' },
    });
  });

  it('has no maker where nobody is named, and is not known where no event tells of it', () => {
    const found = openings([
      event('2026-11-23T05:00:00.000Z', { opened: [ssh], closed: [{ ...ssh, fromPort: 23, toPort: 23 }] }),
      event('2026-11-22T05:00:00.000Z', { changes: [], opened: 'odd' }),
      event('2026-11-21T05:00:00.000Z', { opened: [null, 5, {}] }),
    ]);
    expect([...found.values()]).toEqual([{ at: '2026-11-23T05:00:00.000Z', actor: null }]);
  });
});
