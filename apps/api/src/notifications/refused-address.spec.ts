import type { lookup, LookupAddress } from 'node:dns';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { guardedLookup, isRefused, RefusedAddress } from './refused-address.js';

const answering = (...found: LookupAddress[]): typeof lookup =>
  ((_name: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void) =>
    done(null, found)) as unknown as typeof lookup;

function resolve(found: LookupAddress[], all: boolean): Promise<unknown> {
  return new Promise((done, fail) => {
    guardedLookup(answering(...found))('receiver.example.com', { all }, (error, address) =>
      error ? fail(error) : done(address),
    );
  });
}

describe('addresses that nothing is sent to', () => {
  it('are every link-local one, however it is written', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), (c, d) => {
        const hex = ((c << 8) | d).toString(16);
        for (const address of [
          `169.254.${c}.${d}`,
          `::ffff:169.254.${c}.${d}`,
          `[::ffff:a9fe:${hex}]`,
          `64:ff9b::a9fe:${hex}`,
        ]) {
          expect([address, isRefused(address)]).toEqual([address, true]);
        }
        expect(isRefused(`10.${c}.${d}.1`)).toBe(false);
      }),
    );
    expect(['fe80::1', 'fd00:ec2::254'].every(isRefused)).toBe(true);
    expect(['fd00:ec3::254', '2001:db8::1', 'receiver.example.com'].some(isRefused)).toBe(false);
  });

  it('are refused behind a name as well, also as one of several', async () => {
    const good = { address: '192.0.2.1', family: 4 };
    const bad = { address: '169.254.170.2', family: 4 };
    for (const all of [true, false]) {
      await expect(resolve([bad], all)).rejects.toThrow(RefusedAddress);
      await expect(resolve([good, bad], all)).rejects.toThrow('receiver.example.com (169.254.170.2)');
    }
    expect(await resolve([good], true)).toEqual([good]);
    expect(await resolve([good], false)).toBe('192.0.2.1');
  });
});
