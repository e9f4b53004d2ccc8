import { describe, expect, it } from '@jest/globals';
import { readChange, type TrailEvent } from './trail-record.js';

const record = (over: object): TrailEvent => ({
  EventId: 'e',
  EventName: 'AuthorizeSecurityGroupIngress',
  EventTime: new Date(0),
  EventSource: 'ec2.amazonaws.com',
  CloudTrailEvent: JSON.stringify({
    userIdentity: { type: 'IAMUser', userName: 'david', accessKeyId: 'AKIAPLANTED' },
    sourceIPAddress: '203.0.113.7',
    requestParameters: {
      groupId: 'sg-1',
      ipPermissions: {
        items: [
          {
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            groups: {},
            ipRanges: { items: [{ cidrIp: '0.0.0.0/0', description: 'ssh' }] },
            ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] },
            prefixListIds: {},
          },
          { ipProtocol: '-1', groups: { items: [{ groupId: 'sg-2', userId: '1' }] } },
        ],
      },
      masterUserPassword: 'PLANTED',
    },
    responseElements: { _return: true },
    ...over,
  }),
});

describe('a record of CloudTrail', () => {
  it('names the rules that a call opened, one for each peer', () => {
    const rule = { protocol: 'tcp', fromPort: 22, toPort: 22, kind: 'cidr' };
    expect(readChange(record({}))?.rules).toEqual([
      { ...rule, peer: '0.0.0.0/0', description: 'ssh' },
      { ...rule, peer: '::/0', description: null },
      { protocol: '-1', fromPort: null, toPort: null, kind: 'group', peer: 'sg-2', description: null },
    ]);
  });

  it('of a call that AWS refused changed nothing', () => {
    expect(readChange(record({ errorCode: 'Client.UnauthorizedOperation' }))).toBeNull();
  });

  it('leaves out keys and every other parameter', () => {
    expect(JSON.stringify(readChange(record({})))).not.toContain('PLANTED');
  });

  it('of another shape than AWS writes names what can be read of it', () => {
    const odd = record({
      requestParameters: { groupId: 'sg-1', ipPermissions: 'all' },
      responseElements: null,
    });
    expect(readChange(odd)).toMatchObject({ named: { groupId: 'sg-1' }, rules: [] });
    expect(readChange({ ...odd, CloudTrailEvent: 'no JSON' })).toBeNull();
    expect(readChange({ ...odd, CloudTrailEvent: null })).toBeNull();
  });

  it('names the instances and the task of a call', () => {
    const stopped = record({
      requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] } },
      responseElements: {
        task: { taskArn: 'arn:task/prod/1', group: 'service:web', clusterArn: 'arn:cluster/prod' },
      },
    });
    expect(readChange(stopped)).toMatchObject({
      instanceIds: ['i-1', 'i-2'],
      task: { arn: 'arn:task/prod/1', group: 'service:web', clusterArn: 'arn:cluster/prod' },
    });
  });
});
