import { describe, expect, it } from '@jest/globals';
import { canaryStatus, loadBalancerStatus, targetGroupStatus } from './load-balancing-status.js';

const counts = (healthy: number, unhealthy: number, unhealthySince: number | null = 5) => ({
  healthy,
  unhealthy,
  registered: healthy + unhealthy,
  unhealthySince,
});
const codes = ({ status, reasons }: { status: string; reasons: { code: string }[] }) => [
  status,
  ...reasons.map(({ code }) => code),
];

describe('the status of a target group', () => {
  const group = { targets: counts(3, 0), desired: 3, mismatch: null };
  it('is calm while every target is healthy', () => {
    expect(codes(targetGroupStatus(group))).toEqual(['ok']);
  });
  it('warns of an unhealthy target and is critical where none is healthy, with since', () => {
    const some = targetGroupStatus({ ...group, targets: counts(2, 1) });
    expect(codes(some)).toEqual(['warning', 'unhealthy_targets']);
    expect(some.reasons[0]?.since).toBe(5);
    expect(codes(targetGroupStatus({ ...group, targets: counts(0, 2) }))).toEqual([
      'critical',
      'no_healthy_targets',
    ]);
  });
  it('is unknown, not calm, where its targets could not be read', () => {
    expect(codes(targetGroupStatus({ ...group, targets: null }))).toEqual(['unknown', 'targets_unread']);
  });
  it('says that it has no targets, and whether anybody registers some', () => {
    expect(codes(targetGroupStatus({ ...group, targets: counts(0, 0) }))).toEqual(['info', 'no_targets']);
    expect(codes(targetGroupStatus({ ...group, desired: null, targets: counts(0, 0) }))).toEqual([
      'info',
      'group_unused',
    ]);
  });
  it('names a health check that asks another port or path than the container', () => {
    const mismatch = { what: 'port' as const, asked: '8081', container: '8080' };
    expect(codes(targetGroupStatus({ ...group, mismatch }))).toEqual(['info', 'check_port_differs']);
  });
});

describe('the status of a load balancer', () => {
  const behind = (healthy: number | null, unhealthy: number | null) => ({
    name: 'checkout-tg',
    healthy,
    unhealthy,
    registered: healthy === null || unhealthy === null ? null : healthy + unhealthy,
  });
  const balancer = { state: 'active', stateReason: null, groups: [behind(2, 0)] };
  it('is that of the worst group behind it', () => {
    expect(codes(loadBalancerStatus(balancer))).toEqual(['ok']);
    expect(codes(loadBalancerStatus({ ...balancer, groups: [behind(2, 0), behind(1, 1)] }))).toEqual([
      'warning',
      'group_unhealthy',
    ]);
    expect(codes(loadBalancerStatus({ ...balancer, groups: [behind(1, 1), behind(0, 1)] }))).toEqual([
      'critical',
      'group_unhealthy',
    ]);
  });
  it('is idle where nothing is registered behind it', () => {
    expect(codes(loadBalancerStatus({ ...balancer, groups: [behind(0, 0)] }))).toEqual([
      'info',
      'balancer_idle',
    ]);
    expect(codes(loadBalancerStatus({ ...balancer, groups: [] }))).toEqual(['info', 'balancer_idle']);
  });
  it('is unknown where no group could be read', () => {
    expect(codes(loadBalancerStatus({ ...balancer, groups: null }))[0]).toBe('unknown');
    expect(codes(loadBalancerStatus({ ...balancer, groups: [behind(null, null)] }))[0]).toBe('unknown');
  });
  it("follows AWS's own word", () => {
    expect(codes(loadBalancerStatus({ ...balancer, state: 'failed' }))).toEqual([
      'critical',
      'balancer_failed',
    ]);
    expect(codes(loadBalancerStatus({ ...balancer, state: 'provisioning' }))).toEqual([
      'info',
      'transitional',
    ]);
  });
});

describe('the status of a canary', () => {
  const run = { status: 'PASSED', reason: null, failingSince: null };
  const canary = { state: 'RUNNING', stateReason: null, lastRun: run };
  it('warns while its last run failed, since the first that did', () => {
    expect(codes(canaryStatus(canary))).toEqual(['ok']);
    const failing = canaryStatus({
      ...canary,
      lastRun: { status: 'FAILED', reason: '502', failingSince: 7 },
    });
    expect(codes(failing)).toEqual(['warning', 'canary_failing']);
    expect(failing.reasons[0]?.since).toBe(7);
  });
  it('is unknown without a run, and silent when somebody stopped it', () => {
    expect(codes(canaryStatus({ ...canary, lastRun: null }))).toEqual(['unknown', 'canary_unread']);
    expect(codes(canaryStatus({ state: 'STOPPED', stateReason: null, lastRun: null }))).toEqual([
      'info',
      'stopped',
    ]);
  });
});
