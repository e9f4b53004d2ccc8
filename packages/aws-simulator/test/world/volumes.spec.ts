import { describe, expect, it } from '@jest/globals';
import type { AwsRecord, MetricSeries } from '../../src/world/types.js';
import { all, average, fleet, HOUR, MINUTE, number, series, STARTED_AT, tasksOf, text } from './fleet.js';

const demo = fleet([
  {
    kind: 'instance-disk',
    at: '-6h',
    duration: '5h',
    on: { instance: 'jenkins-runner' },
    parameters: { factor: 450, ramp: 'step' },
  },
]);
const { region } = demo;
const jenkins = named('jenkins-runner');

function named(name: string): AwsRecord {
  const found = region
    .instances()
    .find((one) => (one.Tags as AwsRecord[]).some((tag) => tag.Key === 'Name' && tag.Value === name));
  if (!found) throw new Error(`no instance ${name}`);
  return found;
}

function volumesOf(instance: AwsRecord): string[] {
  return (instance.BlockDeviceMappings as { Ebs: { VolumeId: string } }[]).map(({ Ebs }) => Ebs.VolumeId);
}

function volumeSeries(volume: string, metric: string): MetricSeries {
  return series(region, 'AWS/EBS', metric, [{ Name: 'VolumeId', Value: volume }]);
}

function agentSeries(instance: AwsRecord, metric: string): MetricSeries[] {
  return region
    .metricSeries()
    .filter(
      (one) =>
        one.namespace === 'CWAgent' &&
        one.metricName === metric &&
        one.dimensions.some(({ Value }) => Value === instance.InstanceId),
    );
}

describe('Volumes', () => {
  it('are the block devices of their instances, in its zone, and one hangs on nothing', () => {
    const volumes = region.compute.volumes();
    const byId = new Map(volumes.map((one) => [one.VolumeId, one]));
    for (const instance of region.instances()) {
      for (const id of volumesOf(instance)) {
        const volume = byId.get(id);
        expect(volume?.State).toBe('in-use');
        expect(volume?.AvailabilityZone).toBe(
          (instance.Placement as { AvailabilityZone: string }).AvailabilityZone,
        );
        expect((volume?.Attachments as AwsRecord[])[0]?.InstanceId).toBe(instance.InstanceId);
      }
    }
    expect(volumesOf(jenkins)).toHaveLength(2);
    expect(volumes.filter((one) => one.State === 'available')).toHaveLength(1);
  });

  it('divide the operations of their instance, and nothing is lost', () => {
    const at = STARTED_AT - 20 * HOUR;
    const id = [{ Name: 'InstanceId', Value: text(jenkins.InstanceId) }];
    for (const [own, whole] of [
      ['VolumeReadOps', 'EBSReadOps'],
      ['VolumeWriteOps', 'EBSWriteOps'],
      ['VolumeWriteBytes', 'EBSWriteBytes'],
    ] as const) {
      const parts = volumesOf(jenkins).map((volume) => average(region, volumeSeries(volume, own), at) ?? NaN);
      expect(Math.min(...parts)).toBeGreaterThan(0);
      expect(parts[0]! + parts[1]!).toBe(average(region, series(region, 'AWS/EC2', whole, id), at));
    }
  });

  it('carry the instance beside the volume where CloudWatch does', () => {
    const [volume = ''] = volumesOf(jenkins);
    const both = [
      { Name: 'InstanceId', Value: text(jenkins.InstanceId) },
      { Name: 'VolumeId', Value: volume },
    ];
    for (const metric of ['VolumeAvgReadLatency', 'VolumeStalledIOCheck', 'VolumeIOPSExceededCheck']) {
      expect(series(region, 'AWS/EBS', metric, both).period).toBe(60);
      expect(region.findSeries('AWS/EBS', metric, [{ Name: 'VolumeId', Value: volume }])).toBeUndefined();
    }
  });

  it('spend the burst balance of gp2 above the baseline and earn it back; gp3 has none', () => {
    const [root = '', workspace = ''] = volumesOf(jenkins);
    expect(region.findSeries('AWS/EBS', 'BurstBalance', [{ Name: 'VolumeId', Value: root }])).toBeUndefined();
    const balance = volumeSeries(workspace, 'BurstBalance');
    const read = (hours: number) => average(region, balance, STARTED_AT - hours * HOUR) ?? NaN;
    expect(read(8)).toBe(100);
    const low = read(1.1);
    expect(low).toBeLessThan(100);
    expect(read(3)).toBeGreaterThan(low);
    expect(read(0.1)).toBeGreaterThan(low);
  });
});

describe('The CloudWatch agent', () => {
  it('runs on the CI runner and one group, with the dimensions that it appends', () => {
    const memory = region
      .metricSeries()
      .filter((one) => one.namespace === 'CWAgent' && one.metricName === 'mem_used_percent');
    const groups = new Set(
      memory.map((one) => one.dimensions.find(({ Name }) => Name === 'AutoScalingGroupName')?.Value),
    );
    expect(groups).toEqual(new Set([undefined, 'ecs-prod-kr-ec2-general']));
    expect(agentSeries(jenkins, 'mem_used_percent')[0]?.dimensions).toEqual([
      { Name: 'InstanceId', Value: jenkins.InstanceId },
      { Name: 'ImageId', Value: jenkins.ImageId },
      { Name: 'InstanceType', Value: 't3.medium' },
    ]);
  });

  it('tells memory that is at least what the tasks on the host hold', () => {
    const at = STARTED_AT - 5 * MINUTE;
    const hosts = all(region, 'containerInstances').map((one) => text(one.ec2InstanceId));
    const measured = region
      .instances()
      .filter(
        (one) => hosts.includes(text(one.InstanceId)) && agentSeries(one, 'mem_used_percent').length > 0,
      );
    expect(measured.length).toBeGreaterThan(2);
    for (const instance of measured) {
      const [memory] = agentSeries(instance, 'mem_used_percent');
      const percent = average(region, memory!, at) ?? NaN;
      const reserved = (demo.truth().tasks ?? [])
        .filter((task) => task.instanceId === instance.InstanceId && task.lastStatus === 'RUNNING')
        .reduce((sum, task) => sum + number(task.memory), 0);
      expect(percent).toBeGreaterThan(5);
      // Tasks stay below their limits: the host holds no more than these and its own tenth.
      expect(percent).toBeLessThan((100 * reserved) / 8192 + 10);
      expect(percent).toBeGreaterThan((20 * reserved) / 8192);
    }
    expect(tasksOf(demo, 'node-log-agent').length).toBeGreaterThan(0);
  });

  it('names each file system by path, device and type, and sees it fill', () => {
    const disks = agentSeries(jenkins, 'disk_used_percent');
    const extra = disks.map((one) => one.dimensions.slice(-3).map(({ Value }) => Value));
    expect(extra).toEqual([
      ['/', 'nvme0n1p1', 'xfs'],
      ['/var/lib/jenkins', 'nvme1n1', 'ext4'],
    ]);
    const workspace = disks[1]!;
    const before = average(region, workspace, STARTED_AT - 24 * HOUR) ?? NaN;
    const after = average(region, workspace, STARTED_AT - 5 * MINUTE) ?? NaN;
    expect(after - before).toBeGreaterThan(0.5);
  });
});
