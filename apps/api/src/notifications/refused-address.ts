import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses at which clouds hand out credentials to whoever asks from inside: link-local ones (the metadata of EC2 and of
 * ECS tasks among them) and EC2's own in IPv6. IPv4 written as IPv6 is seen through, also as NAT64 writes it (RFC 6052).
 */
const REFUSED = new BlockList();
REFUSED.addSubnet('169.254.0.0', 16, 'ipv4');
REFUSED.addSubnet('fe80::', 10, 'ipv6');
REFUSED.addSubnet('fd00:ec2::', 32, 'ipv6');
REFUSED.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');

/** That nothing is sent to an address, and why. */
export class RefusedAddress extends Error {
  constructor(host: string, address: string) {
    const named = host === address ? host : `${host} (${address})`;
    super(`${named} is a link-local address of the cloud's own services; nothing is sent there.`);
    this.name = 'RefusedAddress';
  }
}

/** Whether an IP address, with or without the brackets of a URL, is one that nothing is sent to. */
export function isRefused(address: string): boolean {
  const bare = bareHost(address);
  const family = isIP(bare);
  return family !== 0 && REFUSED.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/** @throws RefusedAddress for a host that is such an address itself; names are checked when they are looked up */
export function checkHost(host: string): void {
  if (isRefused(host)) throw new RefusedAddress(bareHost(host), bareHost(host));
}

/**
 * Looks a name up for a socket and refuses it where any of its addresses is one that nothing is sent to. The socket
 * connects to the very addresses that were checked, so that a name cannot change in between.
 */
export function guardedLookup(resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const refused = found.find(({ address }) => isRefused(address));
      if (refused) return callback(new RefusedAddress(hostname, refused.address), []);
      const [first] = found as [LookupAddress, ...LookupAddress[]];
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

function bareHost(host: string): string {
  return host.replaceAll(/^\[|\]$/g, '');
}
