import { describe, expect, it } from '@jest/globals';
import { openSensitivePorts, opensEverything, type OpenRule } from './openness.js';

const rule = (over: Partial<OpenRule>): OpenRule => ({
  protocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  open: true,
  ...over,
});

describe('ports that are open to the whole internet', () => {
  it('are found inside a range', () => {
    expect(openSensitivePorts([rule({ fromPort: 3000, toPort: 6000 })])).toEqual([3306, 3389, 5432]);
  });
  it('are all of them where every protocol is let in', () => {
    const all = rule({ protocol: 'all', fromPort: null, toPort: null });
    expect(openSensitivePorts([all])).toHaveLength(9);
    expect(opensEverything([all])).toBe(true);
    expect(opensEverything([rule({ fromPort: 0, toPort: 65535 })])).toBe(false);
  });
  it('are none where only a network is let in, or the port may be reached by everybody', () => {
    expect(openSensitivePorts([rule({ open: false }), rule({ fromPort: 443, toPort: 443 })])).toEqual([]);
  });
  it('are not found in the type and code of icmp', () => {
    expect(openSensitivePorts([rule({ protocol: 'icmp', fromPort: -1, toPort: -1 })])).toEqual([]);
    expect(openSensitivePorts([rule({ protocol: 'icmp', fromPort: 8, toPort: 100 })])).toEqual([]);
  });
});
