import type { Ids } from '../ids.js';
import type { NetworkPlan, SubnetPlan } from './plan-types.js';

/** Three zones as a customer sees them in Seoul (2a, 2b, 2c) or elsewhere, with one zone id each. */
export function zones(region: string): { name: string; id: string }[] {
  const [area = 'ap', side = 'northeast', number = '2'] = region.split('-');
  const short = `${area}${side.replace(/[aeiou]/g, '').slice(0, 1)}${side.includes('east') ? 'e' : 'w'}${number}`;
  return ['a', 'b', 'c'].map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${short}-az${index + 1}`,
  }));
}

/** One VPC 10.N.0.0/16: a private /20 (for thousands of tasks /18) and a public /24 in each zone. */
export function planNetwork(
  ids: Ids,
  key: string,
  octet: number,
  azs: { name: string; id: string }[],
  isLarge: boolean,
): NetworkPlan {
  const size = isLarge ? 16_384 : 4096;
  const network = (10 << 24) | (octet << 16);
  const subnets: SubnetPlan[] = azs.flatMap((az, index) => [
    {
      id: ids.ec2('subnet', `${key}|private|${az.name}`),
      az: az.name,
      azId: az.id,
      base: network + index * size,
      size,
      public: false,
    },
    {
      id: ids.ec2('subnet', `${key}|public|${az.name}`),
      az: az.name,
      azId: az.id,
      base: network + (240 + index) * 256,
      size: 256,
      public: true,
    },
  ]);
  return {
    vpcId: ids.ec2('vpc', key),
    subnets,
    groups: {
      task: ids.ec2('sg', `${key}|task`),
      instance: ids.ec2('sg', `${key}|instance`),
      database: ids.ec2('sg', `${key}|database`),
    },
  };
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
