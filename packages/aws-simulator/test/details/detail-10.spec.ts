import { describe, expect, it } from '@jest/globals';
import type { AwsRecord, Region } from '../../src/world/types.js';
import { all, fleet, HOUR, MINUTE, number, text } from '../world/fleet.js';

type Attachment = { id: string; status: string; details: { name: string; value: string }[] };

const seoul = fleet();
const virginia = fleet([], { regions: ['us-east-1'], historyDays: 1 });

function attachmentOf(task: AwsRecord): Attachment | undefined {
  return (task.attachments as Attachment[])[0];
}

function detail(attachment: Attachment, name: string): string {
  return attachment.details.find((one) => one.name === name)?.value ?? '';
}

/** Tasks with an interface of their own, not STOPPED, with that interface. */
function attached(region: Region): { task: AwsRecord; attachment: Attachment; eni: AwsRecord }[] {
  const interfaces = new Map(
    region.network.networkInterfaces().map((one) => [text(one.NetworkInterfaceId), one]),
  );
  return all(region, 'tasks').flatMap((task) => {
    const attachment = attachmentOf(task);
    if (task.lastStatus === 'STOPPED' || !attachment) return [];
    const eni = interfaces.get(detail(attachment, 'networkInterfaceId'));
    if (!eni) throw new Error(`the interface of ${text(task.taskArn)} is not there`);
    return [{ task, attachment, eni }];
  });
}

const attachmentFacts = (eni: AwsRecord) => eni.Attachment as AwsRecord;

/** The number of a dotted address. */
function numeric(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

describe('detail 10: the network interface of a task', () => {
  const pairs = attached(seoul.region);

  it('is described by the ARN of the attachment that the task names, and its facts are those of the task', () => {
    expect(pairs.length).toBeGreaterThan(80);
    for (const { task, attachment, eni } of pairs) {
      const [, , , region, account] = text(task.taskArn).split(':');
      expect(eni.Description).toBe(`arn:aws:ecs:${region}:${account}:attachment/${attachment.id}`);
      expect(eni.PrivateIpAddress).toBe(detail(attachment, 'privateIPv4Address'));
      expect(eni.MacAddress).toBe(detail(attachment, 'macAddress'));
      expect(eni.SubnetId).toBe(detail(attachment, 'subnetId'));
      expect(eni.PrivateDnsName).toBe(detail(attachment, 'privateDnsName'));
      const groups = new Set((eni.Groups as { GroupId: string }[]).map(({ GroupId }) => GroupId));
      expect(groups.size).toBe(1);
    }
  });

  it('hangs at index 1, is not deleted with its machine, and on Fargate that machine is in a foreign account', () => {
    const own = seoul.region.accountId;
    for (const { task, eni } of pairs) {
      const { DeviceIndex, DeleteOnTermination, InstanceId, InstanceOwnerId } = attachmentFacts(eni);
      expect(number(DeviceIndex)).toBeGreaterThanOrEqual(1);
      expect(DeleteOnTermination).toBe(false);
      if (task.launchType === 'FARGATE') {
        expect(DeviceIndex).toBe(1);
        expect(InstanceId).toBeUndefined();
        expect(InstanceOwnerId).toMatch(/^\d{12}$/);
        expect(InstanceOwnerId).not.toBe(own);
      } else {
        expect(InstanceOwnerId).toBe(own);
        expect(InstanceId).toMatch(/^i-/);
      }
    }
    expect(new Set(pairs.map(({ task }) => task.launchType))).toEqual(new Set(['FARGATE', 'EC2']));
  });

  it('has the private name of its region: compute.internal, but ec2.internal in us-east-1', () => {
    for (const { eni } of pairs) {
      const host = `ip-${text(eni.PrivateIpAddress).replaceAll('.', '-')}`;
      expect(eni.PrivateDnsName).toBe(`${host}.ap-northeast-2.compute.internal`);
    }
    const american = attached(virginia.region);
    expect(american.length).toBeGreaterThan(50);
    for (const { eni } of american) expect(eni.PrivateDnsName).toMatch(/^ip-10-\d+-\d+-\d+\.ec2\.internal$/);
  });

  it('has an address of its subnet that nobody else has, never one of the first four or the last', () => {
    const subnets = new Map(seoul.region.network.subnets().map((one) => [one.SubnetId, text(one.CidrBlock)]));
    const every = seoul.region.network.networkInterfaces();
    const addresses = every.map((eni) => text(eni.PrivateIpAddress));
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const eni of every) {
      const [base = '', bits = ''] = (subnets.get(eni.SubnetId) ?? '').split('/');
      const offset = numeric(text(eni.PrivateIpAddress)) - numeric(base);
      expect(offset).toBeGreaterThanOrEqual(4);
      expect(offset).toBeLessThan(2 ** (32 - Number(bits)) - 1);
    }
  });

  it('takes a free address of its subnet, and gives it back', () => {
    const growing = fleet([
      {
        kind: 'scale',
        at: '+1m',
        duration: '30m',
        on: { cluster: 'prod-kr', service: 'search-api' },
        parameters: { desired: 60 },
      },
    ]);
    const free = () =>
      growing.region.network.subnets().reduce((sum, one) => sum + number(one.AvailableIpAddressCount), 0);
    const interfaces = () => growing.region.network.networkInterfaces().length;
    const total = free() + interfaces();
    const before = free();
    growing.forward(10 * MINUTE);
    expect(free()).toBeLessThan(before - 30);
    expect(free() + interfaces()).toBe(total);
    growing.forward(HOUR);
    expect(free()).toBeGreaterThan(before - 20);
    expect(free() + interfaces()).toBe(total);
  });

  it('is gone when the task has stopped; the attachment is DELETED and keeps its details', () => {
    const stopped = all(seoul.region, 'tasks').filter(
      (task) => task.lastStatus === 'STOPPED' && (task.attachments as Attachment[]).length > 0,
    );
    expect(stopped.length).toBeGreaterThan(0);
    const there = new Set(seoul.region.network.networkInterfaces().map((one) => one.NetworkInterfaceId));
    for (const task of stopped) {
      const attachment = attachmentOf(task)!;
      expect(attachment.status).toBe('DELETED');
      expect(detail(attachment, 'privateIPv4Address')).toMatch(/^10\./);
      expect(there.has(detail(attachment, 'networkInterfaceId'))).toBe(false);
    }
  });
});
