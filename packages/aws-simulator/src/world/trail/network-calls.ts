import { DAY, HOUR } from '../calendar.js';
import type { RegionPlan } from '../plan/plan-types.js';
import { hashString } from '../random.js';
import type { Millis } from '../types.js';
import type { TrailBook } from './trail-book.js';

/** Ports that load balancers open on purpose. */
const WEB = new Set([80, 443]);

/** Whoever opened a group to the whole internet did so in the weeks before the history begins, or when the plan says. */
export function groupsOpened(trail: TrailBook, { network }: RegionPlan, beginsAt: Millis): void {
  for (const { id, ingress } of network.securityGroups) {
    for (const { cidr, protocol, from, to, since } of ingress) {
      if (cidr !== '0.0.0.0/0' || (from !== undefined && WEB.has(from))) continue;
      const hash = hashString(id);
      trail.record({
        at: Math.floor((since ?? beginsAt - 3 * DAY - (hash % 200) * HOUR) / 1000) * 1000,
        by: 'person',
        hash,
        name: 'AuthorizeSecurityGroupIngress',
        service: 'ec2',
        request: {
          groupId: id,
          ipPermissions: {
            items: [
              {
                ipProtocol: protocol,
                fromPort: from,
                toPort: to,
                groups: {},
                ipRanges: { items: [{ cidrIp: cidr }] },
                ipv6Ranges: {},
                prefixListIds: {},
              },
            ],
          },
        },
        response: { _return: true },
        resources: [{ type: 'AWS::EC2::SecurityGroup', name: id }],
      });
    }
  }
}
