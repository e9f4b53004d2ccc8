import { describe, expect, it } from '@jest/globals';
import { opensTooMuch, rulesBetween, ruleWords, type GroupRule } from './rule-words.js';

const rule = (over: Partial<GroupRule> = {}): GroupRule => ({
  protocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  kind: 'cidr',
  peer: '0.0.0.0/0',
  open: true,
  ...over,
});

describe('a rule in words', () => {
  it.each([
    [rule(), '22/tcp from the whole internet'],
    [rule({ peer: '::/0' }), '22/tcp from the whole internet (IPv6)'],
    [
      rule({ fromPort: 8000, toPort: 8999, peer: '10.0.0.0/8', open: false }),
      '8000–8999/tcp from 10.0.0.0/8',
    ],
    [rule({ protocol: 'all', fromPort: null, toPort: null }), 'every port from the whole internet'],
    [rule({ fromPort: 0, toPort: 65_535 }), 'all tcp from the whole internet'],
    [rule({ protocol: 'icmp', fromPort: 8, toPort: 0 }), 'all icmp from the whole internet'],
  ])('says port and peer: %#', (given, words) => {
    expect(ruleWords(given).en).toBe(words);
  });
});

describe('what changed between two sets of rules', () => {
  it('is what came and what went, whatever the order and the description', () => {
    const [ssh, web, db] = [
      rule(),
      rule({ fromPort: 443, toPort: 443 }),
      rule({ fromPort: 5432, toPort: 5432 }),
    ];
    const described = { ...ssh, description: 'changed' };
    expect(rulesBetween([ssh, web], [db, described])).toEqual({ opened: [db], closed: [web] });
    expect(rulesBetween([ssh, web], [web, ssh])).toEqual({ opened: [], closed: [] });
  });

  it('is too much where a sensitive port or everything is open to the internet', () => {
    expect(opensTooMuch([rule()])).toBe(true);
    expect(opensTooMuch([rule({ protocol: 'all', fromPort: null, toPort: null })])).toBe(true);
    expect(
      opensTooMuch([rule({ fromPort: 443, toPort: 443 }), rule({ open: false, peer: '10.0.0.1/32' })]),
    ).toBe(false);
  });
});
