import type { InstanceType } from '../../plan/instance-types.js';
import type { AwsRecord } from '../../types.js';

/** An instance type as DescribeInstanceTypes answers it. All types of the table are of the Nitro system. */
export function instanceTypeView(type: InstanceType): AwsRecord {
  const burstable = type.credits !== undefined;
  return {
    InstanceType: type.name,
    CurrentGeneration: type.currentGeneration,
    FreeTierEligible: ['t3.micro', 't3.small', 't4g.micro', 't4g.small'].includes(type.name),
    SupportedUsageClasses: ['on-demand', 'spot'],
    SupportedRootDeviceTypes: ['ebs'],
    SupportedVirtualizationTypes: ['hvm'],
    BareMetal: false,
    Hypervisor: 'nitro',
    ProcessorInfo: {
      SupportedArchitectures: [type.architecture],
      SustainedClockSpeedInGhz: type.clockGhz,
      Manufacturer: type.manufacturer,
    },
    VCpuInfo: {
      DefaultVCpus: type.vcpus,
      DefaultCores: type.vcpus / type.threadsPerCore,
      DefaultThreadsPerCore: type.threadsPerCore,
    },
    MemoryInfo: { SizeInMiB: type.memoryMiB },
    InstanceStorageSupported: false,
    EbsInfo: {
      EbsOptimizedSupport: 'default',
      EncryptionSupport: 'supported',
      EbsOptimizedInfo: ebsInfo(type),
      NvmeSupport: 'required',
    },
    NetworkInfo: networkInfo(type),
    PlacementGroupInfo: {
      SupportedStrategies: burstable ? ['partition', 'spread'] : ['cluster', 'partition', 'spread'],
    },
    HibernationSupported: !type.name.startsWith('r6i'),
    BurstablePerformanceSupported: burstable,
    DedicatedHostsSupported: !burstable || type.name.startsWith('t3.'),
    AutoRecoverySupported: true,
    SupportedBootModes: type.architecture === 'arm64' ? ['uefi'] : ['legacy-bios', 'uefi'],
  };
}

function ebsInfo({ ebs }: InstanceType): AwsRecord {
  return {
    BaselineBandwidthInMbps: ebs.baseMbps,
    BaselineThroughputInMBps: ebs.baseMbps / 8,
    BaselineIops: ebs.baseIops,
    MaximumBandwidthInMbps: ebs.maxMbps,
    MaximumThroughputInMBps: ebs.maxMbps / 8,
    MaximumIops: ebs.maxIops,
  };
}

function networkInfo(type: InstanceType): AwsRecord {
  const performance = `Up to ${type.networkGbps} Gigabit`;
  return {
    NetworkPerformance: performance,
    MaximumNetworkInterfaces: type.enis,
    MaximumNetworkCards: 1,
    DefaultNetworkCardIndex: 0,
    NetworkCards: [
      { NetworkCardIndex: 0, NetworkPerformance: performance, MaximumNetworkInterfaces: type.enis },
    ],
    Ipv4AddressesPerInterface: type.addressesPerEni,
    Ipv6AddressesPerInterface: type.addressesPerEni,
    Ipv6Supported: true,
    EnaSupport: 'required',
    EfaSupported: false,
  };
}
