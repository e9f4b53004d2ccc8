import { describe, expect, it } from '@jest/globals';
import type { Ec2InstanceStatus } from '../../aws/index.js';
import { checksOf, scheduledOf } from './instance-health.js';
import { interruptionOf } from './spot-interruption.js';

const AT = Date.parse('2026-11-20T05:00:00Z');
const status = (over: Partial<Ec2InstanceStatus>): Ec2InstanceStatus => ({
  InstanceId: 'i-1',
  SystemStatus: { Status: 'ok', Details: [] },
  InstanceStatus: { Status: 'ok', Details: [] },
  AttachedEbsStatus: undefined,
  Events: [],
  ...over,
});

describe('status checks', () => {
  it('say since when the longest failing one fails', () => {
    const failing = (ago: number) => ({
      Status: 'impaired',
      Details: [{ Status: 'failed', ImpairedSince: AT - ago }],
    });
    expect(checksOf(status({ SystemStatus: failing(60_000), InstanceStatus: failing(120_000) }))).toEqual({
      system: 'impaired',
      instance: 'impaired',
      ebs: null,
      impairedSince: '2026-11-20T04:58:00.000Z',
    });
    expect(checksOf(status({})).impairedSince).toBeNull();
  });
});

describe('scheduled events', () => {
  it('leave out what is over, and stand the soonest first', () => {
    const event = (Code: string, Description: string | null, NotBefore: number) => ({
      InstanceEventId: null,
      Code,
      Description,
      NotBefore,
      NotAfter: null,
      NotBeforeDeadline: null,
    });
    const Events = [
      event('system-reboot', 'later', AT + 2),
      event('instance-retirement', null, AT + 1),
      event('instance-stop', '[Completed] done', AT),
      event('system-maintenance', '[Canceled] never', AT),
    ];
    expect(scheduledOf(status({ Events })).map(({ code }) => code)).toEqual([
      'instance-retirement',
      'system-reboot',
    ]);
  });
});

describe('a Spot interruption', () => {
  const reason = { Code: 'Server.SpotInstanceTermination', Message: 'Spot instance termination' };
  it('is dated by AWS itself', () => {
    const transition = 'Server.SpotInstanceTermination (2026-11-20 05:00:00 GMT)';
    expect(interruptionOf({ StateReason: reason, StateTransitionReason: transition })).toEqual({
      at: AT,
      message: 'Spot instance termination',
    });
  });
  it('has no date where AWS gives none, and is none where a person ended the instance', () => {
    expect(interruptionOf({ StateReason: reason, StateTransitionReason: null })?.at).toBeNull();
    const user = { Code: 'Client.UserInitiatedShutdown', Message: 'User initiated shutdown' };
    expect(interruptionOf({ StateReason: user, StateTransitionReason: null })).toBeNull();
    expect(interruptionOf({ StateReason: null, StateTransitionReason: null })).toBeNull();
  });
});
