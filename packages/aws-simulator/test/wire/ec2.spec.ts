import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DescribeImagesCommand,
  DescribeInstanceStatusCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  paginateDescribeInstances,
  paginateDescribeInstanceTypes,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSpotPriceHistory,
  type Instance,
} from '@aws-sdk/client-ec2';
import type { Simulator } from '../../src/index.js';
import { destroyClients, failure, NOW, sdkClients, startSmall, type Clients } from './harness.js';

let simulator: Simulator;
let aws: Clients;

beforeAll(async () => {
  simulator = await startSmall({ instances: 20 });
  aws = sdkClients(simulator.url);
});

afterAll(async () => {
  destroyClients(aws);
  await simulator.close();
});

async function instances(): Promise<Instance[]> {
  const found: Instance[] = [];
  for await (const page of paginateDescribeInstances({ client: aws.ec2 }, { MaxResults: 5 }))
    found.push(...(page.Reservations ?? []).flatMap((one) => one.Instances ?? []));
  return found;
}

describe('EC2 as the SDK reads it', () => {
  it('pages interfaces without loss, and gives each its groups, subnet and attachment', async () => {
    const ids: (string | undefined)[] = [];
    for await (const page of paginateDescribeNetworkInterfaces({ client: aws.ec2, pageSize: 5 }, {})) {
      expect(page.NetworkInterfaces?.length).toBeLessThanOrEqual(5);
      for (const eni of page.NetworkInterfaces ?? []) {
        ids.push(eni.NetworkInterfaceId);
        expect(eni.SubnetId).toMatch(/^subnet-/);
        expect(eni.Attachment?.Status).toBe('attached');
        expect(eni.TagSet).toBeDefined();
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
    const primary = (await instances()).flatMap((one) => one.NetworkInterfaces ?? []);
    for (const { NetworkInterfaceId } of primary) expect(ids).toContain(NetworkInterfaceId);
  });

  it('spells the members that EC2 spells its own way', async () => {
    const { Volumes } = await aws.ec2.send(new DescribeVolumesCommand({}));
    expect(new Set(Volumes?.map((one) => one.State))).toEqual(new Set(['in-use', 'available']));
    expect(Volumes?.flatMap((one) => one.Attachments ?? []).every((one) => one.State === 'attached')).toBe(
      true,
    );
    const { SecurityGroups } = await aws.ec2.send(new DescribeSecurityGroupsCommand({}));
    const bastion = SecurityGroups?.find((one) => one.GroupName === 'bastion');
    expect(bastion?.Description).toBe('SSH entry');
    expect(bastion?.IpPermissions?.[0]).toMatchObject({
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'ssh' }],
    });
    const { Images } = await aws.ec2.send(new DescribeImagesCommand({ Owners: ['amazon'] }));
    expect(Images?.every((one) => one.State === 'available' && one.Public && one.OwnerId)).toBe(true);
  });

  it('hides deprecated images from lists, answers them by id, and a deregistered one by nothing', async () => {
    const used = new Set((await instances()).map((one) => one.ImageId ?? ''));
    const listed = await aws.ec2.send(new DescribeImagesCommand({}));
    const hidden = [...used].filter((id) => !listed.Images?.some((one) => one.ImageId === id));
    const answers = await Promise.all(
      hidden.map((id) => aws.ec2.send(new DescribeImagesCommand({ ImageIds: [id] }))),
    );
    const found = answers.flatMap((answer) => answer.Images ?? []);
    expect(found).toHaveLength(hidden.length - 1);
    for (const image of found) expect(Date.parse(image.DeprecationTime ?? '')).toBeLessThan(NOW);
    const unknown = new DescribeImagesCommand({ ImageIds: ['ami-00000000000000000'] });
    expect((await failure(aws.ec2.send(unknown))).name).toBe('InvalidAMIID.NotFound');
  });

  it('lists the scheduled retirement of an instance, and what is over as completed', async () => {
    const { InstanceStatuses } = await aws.ec2.send(new DescribeInstanceStatusCommand({}));
    const events = (InstanceStatuses ?? []).flatMap((one) => one.Events ?? []);
    const retirement = events.find((event) => event.Code === 'instance-retirement');
    expect(retirement?.NotBefore?.getTime()).toBeGreaterThan(NOW);
    expect(events.find((event) => event.Code === 'system-reboot')?.Description).toMatch(/^\[Completed\] /);
    expect(InstanceStatuses?.every((one) => one.AttachedEbsStatus?.Status === 'ok')).toBe(true);
  });

  it('answers types in pages and Spot prices newest first', async () => {
    const types: string[] = [];
    for await (const page of paginateDescribeInstanceTypes({ client: aws.ec2, pageSize: 25 }, {}))
      types.push(...(page.InstanceTypes ?? []).map((one) => one.InstanceType ?? ''));
    expect(types).toContain('m5.large');
    expect(new Set(types).size).toBe(types.length);
    const times: number[] = [];
    const query = { InstanceTypes: ['m5.large' as const], StartTime: new Date(NOW - 5 * 86_400_000) };
    for await (const page of paginateDescribeSpotPriceHistory({ client: aws.ec2, pageSize: 7 }, query))
      times.push(...(page.SpotPriceHistory ?? []).map((one) => one.Timestamp?.getTime() ?? NaN));
    expect(times.length).toBeGreaterThan(30);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('does not know the key pair that an instance was started with', async () => {
    const runner = (await instances()).find((one) => one.KeyName === 'jenkins-2019');
    expect(runner).toBeDefined();
    const command = new DescribeKeyPairsCommand({ KeyNames: ['jenkins-2019'] });
    expect((await failure(aws.ec2.send(command))).name).toBe('InvalidKeyPair.NotFound');
  });
});
