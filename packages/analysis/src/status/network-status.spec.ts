import { describe, expect, it } from '@jest/globals';
import { imageStatus } from './image-status.js';
import { securityGroupStatus, subnetStatus } from './network-status.js';

const ssh = { protocol: 'tcp', fromPort: 22, toPort: 22, open: true };

describe('a subnet', () => {
  it.each([
    [4091, 408, 'warning'],
    [4091, 410, 'ok'],
    [123, 15, 'warning'],
    [123, 16, 'ok'],
    [11, 5, 'warning'],
    [11, 6, 'ok'],
    [0, 0, 'ok'],
  ] as const)('of %d addresses with %d free is %s', (totalAddresses, freeAddresses, status) => {
    expect(subnetStatus({ totalAddresses, freeAddresses }).status).toBe(status);
  });
});

describe('a security group', () => {
  it('that opens SSH to the whole internet warns and names the port', () => {
    const { status, reasons } = securityGroupStatus({ inbound: [ssh], unused: false });
    expect(status).toBe('warning');
    expect(reasons[0]?.message.params).toEqual({ ports: '22 (SSH)' });
  });
  it('is only noted while nothing carries it', () => {
    expect(securityGroupStatus({ inbound: [ssh], unused: true }).status).toBe('info');
  });
  it('that lets everything in says so', () => {
    const inbound = [{ ...ssh, protocol: 'all', fromPort: null, toPort: null }];
    expect(securityGroupStatus({ inbound, unused: false }).reasons[0]?.code).toBe('open_entirely');
  });
  it('that is open for the web is calm', () => {
    expect(
      securityGroupStatus({ inbound: [{ ...ssh, fromPort: 443, toPort: 443 }], unused: false }).status,
    ).toBe('ok');
  });
});

describe('an image', () => {
  it('is noted when it is missing or deprecated, and not before', () => {
    const facts = { now: 1000, missing: false, deprecatedAt: null };
    expect(imageStatus({ ...facts, missing: true }).reasons[0]?.code).toBe('image_missing');
    expect(imageStatus({ ...facts, deprecatedAt: 999 }).reasons[0]?.code).toBe('image_deprecated');
    expect(imageStatus({ ...facts, deprecatedAt: 1001 }).status).toBe('ok');
  });
});
