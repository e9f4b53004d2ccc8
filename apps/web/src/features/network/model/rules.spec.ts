import { describe, expect, it } from '@jest/globals';
import type { SecurityGroupRule } from '@danji/shared';
import { openFirst, opensMoreThanWeb, peerWords, portWords } from './rules';

const rule = (over: Partial<SecurityGroupRule>): SecurityGroupRule => ({
  protocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  kind: 'cidr',
  peer: '0.0.0.0/0',
  peerResourceId: null,
  description: null,
  open: true,
  ...over,
});

describe('what a rule lets through', () => {
  it.each([
    [{}, { key: 'ports', text: '22/tcp' }],
    [
      { fromPort: 8000, toPort: 8999 },
      { key: 'ports', text: '8000–8999/tcp' },
    ],
    [
      { fromPort: 0, toPort: 65535 },
      { key: 'every', protocol: 'tcp' },
    ],
    [
      { protocol: 'icmp', fromPort: 8, toPort: -1 },
      { key: 'every', protocol: 'icmp' },
    ],
    [{ protocol: 'all', fromPort: null, toPort: null }, { key: 'all' }],
  ])('%j reads as %j', (over, words) => {
    expect(portWords(rule(over))).toEqual(words);
  });
});

describe('from whom', () => {
  it('is the internet by its address of either kind, the group itself, or a named peer', () => {
    expect(peerWords(rule({}), 'sg-1').key).toBe('internet');
    expect(peerWords(rule({ peer: '::/0' }), 'sg-1').key).toBe('internet6');
    const group = rule({ kind: 'group', peer: 'sg-1', open: false });
    expect(peerWords(group, 'sg-1').key).toBe('itself');
    expect(peerWords(group, 'sg-2')).toEqual({ key: 'other', text: 'sg-1', resourceId: null });
  });
});

describe('the order of rules', () => {
  it('puts what is open beyond the web first and what is closed last', () => {
    const closed = rule({ peer: '10.0.0.0/8', open: false });
    const web = rule({ fromPort: 443, toPort: 443 });
    const ssh = rule({});
    expect(openFirst([closed, web, ssh])).toEqual([ssh, web, closed]);
    expect(opensMoreThanWeb(rule({ fromPort: 80, toPort: 443 }))).toBe(true);
    expect(opensMoreThanWeb(rule({ protocol: 'icmp' }))).toBe(false);
  });
});
