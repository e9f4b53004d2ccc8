import { describe, expect, it } from '@jest/globals';
import { healthCheckMismatches, type CheckedContainer, type HealthCheckAsked } from './mismatch.js';

const asked = (over: Partial<HealthCheckAsked> = {}): HealthCheckAsked => ({
  protocol: 'HTTP',
  port: 'traffic-port',
  path: '/healthz',
  ...over,
});
const container = (over: Partial<CheckedContainer> = {}): CheckedContainer => ({
  port: 8080,
  mappedPorts: [8080],
  command: ['CMD-SHELL', 'curl -fsS http://localhost:8080/healthz || exit 1'],
  ...over,
});

describe('a health check beside its container', () => {
  it('fits where it asks the traffic port and the path that the container asks itself', () => {
    expect(healthCheckMismatches(asked(), container())).toEqual([]);
    expect(healthCheckMismatches(asked({ port: '8080', path: '/healthz?full=1' }), container())).toEqual([]);
  });
  it('differs where it asks a port that the container does not map', () => {
    expect(healthCheckMismatches(asked({ port: '8081' }), container())).toEqual([
      { what: 'port', asked: '8081', container: '8080' },
    ]);
    expect(healthCheckMismatches(asked({ port: '8081' }), container({ mappedPorts: [8080, 8081] }))).toEqual(
      [],
    );
  });
  it('differs where the container asks itself another path on the same port', () => {
    expect(healthCheckMismatches(asked({ path: '/' }), container())).toEqual([
      { what: 'path', asked: '/', container: '/healthz' },
    ]);
    const elsewhere = container({ command: ['CMD', 'wget', '-q', 'http://127.0.0.1:9000/live'] });
    expect(healthCheckMismatches(asked({ path: '/' }), elsewhere)).toEqual([]);
  });
  it('says nothing of paths without an own check, or where no path is asked', () => {
    expect(healthCheckMismatches(asked({ path: '/' }), container({ command: null }))).toEqual([]);
    expect(healthCheckMismatches(asked({ protocol: 'TCP', path: null }), container())).toEqual([]);
    expect(healthCheckMismatches(asked({ path: '/' }), container({ command: ['CMD', 'true'] }))).toEqual([]);
  });
  it('is not known where the port of the container is not', () => {
    expect(healthCheckMismatches(asked({ port: '8081' }), container({ port: null }))).toBeNull();
  });
});
