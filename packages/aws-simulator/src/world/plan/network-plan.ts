import type { Ids } from '../ids.js';
import type { NetworkPlan, SubnetPlan } from './network-types.js';

/** Three zones as a customer sees them in Seoul (2a, 2b, 2c) or elsewhere, with one zone id each. */
export function zones(region: string): { name: string; id: string }[] {
  const [area = 'ap', side = 'northeast', number = '2'] = region.split('-');
  const short = `${area}${side.replace(/[aeiou]/g, '').slice(0, 1)}${side.includes('east') ? 'e' : 'w'}${number}`;
  return ['a', 'b', 'c'].map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${short}-az${index + 1}`,
  }));
}

/**
 * One VPC 10.N.0.0/16: a private /20 (for thousands of tasks /18) and a public /24 in each zone. Public subnets share
 * one route table to the internet gateway; private ones go out by a NAT gateway in their zone. Nobody ever associated
 * the last private subnet with a table: it follows the main one, as AWS has it.
 */
export function planNetwork(
  ids: Ids,
  key: string,
  octet: number,
  azs: { name: string; id: string }[],
  isLarge: boolean,
): NetworkPlan {
  const base = (10 << 24) | (octet << 16);
  const subnets = azs.flatMap((az, index) => planZone(ids, key, az, index, base, isLarge ? 16_384 : 4096));
  const internetGatewayId = ids.ec2('igw', key);
  const open = subnets.filter((subnet) => subnet.public);
  const closed = subnets.filter((subnet) => !subnet.public);
  const nat = (subnet: SubnetPlan) => ids.ec2('nat', `${key}|${subnet.az}`);
  return {
    vpcId: ids.ec2('vpc', key),
    name: 'main',
    base,
    internetGatewayId,
    subnets,
    routeTables: [
      {
        id: ids.ec2('rtb', `${key}|public`),
        name: 'main-public',
        main: false,
        subnetIds: open.map((subnet) => subnet.id),
        gatewayId: internetGatewayId,
      },
      ...closed.map((subnet, index) => ({
        id: ids.ec2('rtb', `${key}|${subnet.az}`),
        name: index === closed.length - 1 ? undefined : `main-private-${subnet.az.slice(-1)}`,
        main: index === closed.length - 1,
        subnetIds: index === closed.length - 1 ? [] : [subnet.id],
        natGatewayId: nat(subnet),
      })),
    ],
    serviceInterfaces: open.map((subnet, index) => ({
      id: ids.ec2('eni', nat(subnet)),
      subnet,
      ip: subnet.base + subnet.size - 20,
      kind: 'natGateway' as const,
      description: `Interface for NAT Gateway ${nat(subnet)}`,
      requester: 'amazon-nat',
      groupIds: [],
      publicIp: `13.125.${octet}.${200 + index}`,
    })),
    securityGroups: [],
    groups: {
      default: ids.ec2('sg', `${key}|default`),
      loadBalancer: ids.ec2('sg', `${key}|alb-public`),
      internalLoadBalancer: ids.ec2('sg', `${key}|alb-internal`),
      instance: ids.ec2('sg', `${key}|instance`),
    },
  };
}

function planZone(
  ids: Ids,
  key: string,
  az: { name: string; id: string },
  index: number,
  base: number,
  size: number,
): SubnetPlan[] {
  const letter = az.name.slice(-1);
  const place = { az: az.name, azId: az.id };
  return [
    {
      id: ids.ec2('subnet', `${key}|private|${az.name}`),
      ...place,
      base: base + index * size,
      size,
      public: false,
      name: `main-private-${letter}`,
    },
    {
      id: ids.ec2('subnet', `${key}|public|${az.name}`),
      ...place,
      base: base + (240 + index) * 256,
      size: 256,
      public: true,
      // The third one was added by hand later, and nobody named it.
      name: index === 2 ? undefined : `main-public-${letter}`,
    },
  ];
}

/** Dotted form of a 32-bit address. */
export function address(ip: number): string {
  return `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}`;
}

/** `ip-10-0-12-34.ap-northeast-2.compute.internal`, but `.ec2.internal` in us-east-1. */
export function privateDnsName(ip: number, region: string): string {
  const host = `ip-${address(ip).replaceAll('.', '-')}`;
  return region === 'us-east-1' ? `${host}.ec2.internal` : `${host}.${region}.compute.internal`;
}
