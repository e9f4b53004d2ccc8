import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../message/index.js';
import { scaleOutLimit, type ScaleOutFacts } from './scale-out-limit.js';

const NOW = Date.UTC(2026, 10, 23, 5, 30);
const FREE: ScaleOutFacts = {
  now: NOW,
  desired: 3,
  maximum: 8,
  suspended: [],
  tracked: [],
  changes: [],
  cooldownSeconds: 60,
  room: { more: 4 },
  groups: [{ name: 'general', desired: 3, maximum: 6 }],
  freeAddresses: 900,
};
const FULL = { name: 'general', desired: 6, maximum: 6 };
const out = { from: 2, to: 3, done: true, failed: false, notScaled: [] };
const refused = { at: NOW - 60_000, from: null, to: null, done: false, failed: false };

describe('what limits scale-out', () => {
  it.each<[string, Partial<ScaleOutFacts>]>([
    ['none', {}],
    ['not_scaled', { maximum: null }],
    ['suspended', { suspended: ['dynamic-in', 'dynamic-out'] }],
    ['at_maximum', { desired: 8 }],
    ['no_instances', { room: { more: 0 }, groups: [FULL] }],
    ['no_group', { room: { more: 0 }, groups: [] }],
    ['no_room', { room: { more: 0 }, groups: [FULL, { name: 'spot', desired: 0, maximum: 2 }] }],
    ['no_addresses', { freeAddresses: 0 }],
    ['unscalable', { changes: [{ ...refused, notScaled: ['TargetServicePutResourceAsUnscalable'] }] }],
    ['cooldown', { changes: [{ ...out, at: NOW - 20_000 }] }],
    ['none', { changes: [{ ...out, at: NOW - 61_000 }] }],
    ['none', { room: null, groups: [], freeAddresses: null, cooldownSeconds: null }],
  ])('is %s where that is the first thing in the way', (code, facts) => {
    expect(scaleOutLimit({ ...FREE, ...facts }).code).toBe(code);
  });

  it('names its own maximum before the cluster, for more room would not help', () => {
    const both = { ...FREE, desired: 8, room: { more: 0 }, groups: [FULL] };
    expect(renderBoth(scaleOutLimit(both).message)).toEqual({
      en: 'Its own maximum limits it: 8 of at most 8 tasks.',
      ko: '자체 최대값이 한도입니다: 최대 8개 중 8개.',
    });
  });

  it('says what it was concluded from, and nothing of what is not known', () => {
    const hot = { metric: 'CPUUtilization', target: 60, value: 91, aboveSince: NOW - 600_000 };
    const changes = [{ ...refused, notScaled: ['AlreadyAtMaxCapacity'] }];
    const said = scaleOutLimit({ ...FREE, desired: 8, tracked: [hot], changes, room: null, groups: [] });
    expect(said.evidence.map((fact) => renderBoth(fact).en)).toEqual([
      '8 desired of at most 8',
      'CPUUtilization is 91, its target 60',
      '1 attempt refused in the last 15 minutes: AlreadyAtMaxCapacity',
      '900 addresses free in its subnets',
    ]);
  });
});
