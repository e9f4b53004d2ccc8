import { describe, expect, it } from '@jest/globals';
import { isOwnHost, isOwnOrigin, type HostRules } from './hosts';

const LOCAL: HostRules = { host: '127.0.0.1', publicUrl: undefined };
const PUBLIC: HostRules = { host: '0.0.0.0', publicUrl: 'https://danji.example.com' };

describe('own hosts', () => {
  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])('%s is served', (host) => {
    expect(isOwnHost(host, LOCAL)).toBe(true);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil',
    '10.0.0.5:3000',
    '',
    'localhost:3000:1',
  ])('%j is refused', (host) => {
    expect(isOwnHost(host, LOCAL)).toBe(false);
  });

  it('takes the public address, and listening on all addresses opens nothing by itself', () => {
    expect(isOwnHost('danji.example.com', PUBLIC)).toBe(true);
    expect(isOwnHost('0.0.0.0:3000', PUBLIC)).toBe(false);
    expect(isOwnHost(null, PUBLIC)).toBe(false);
  });
});

describe('own origins', () => {
  it('are our pages, our public address, or none', () => {
    expect(isOwnOrigin(null, 'localhost:3000', LOCAL)).toBe(true);
    expect(isOwnOrigin('http://localhost:3000', 'localhost:3000', LOCAL)).toBe(true);
    expect(isOwnOrigin('https://danji.example.com', 'localhost:3000', PUBLIC)).toBe(true);
  });

  it('are no other local program, no opaque page, no foreign site', () => {
    expect(isOwnOrigin('http://localhost:9999', 'localhost:3000', LOCAL)).toBe(false);
    expect(isOwnOrigin('null', 'localhost:3000', LOCAL)).toBe(false);
    expect(isOwnOrigin('https://evil.example', 'localhost:3000', LOCAL)).toBe(false);
  });
});
