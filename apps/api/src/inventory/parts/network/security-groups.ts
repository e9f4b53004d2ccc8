import type { AwsPlace, SecurityGroup } from '../../../aws/index.js';
import { describeSecurityGroup } from '../../describe/security-group.js';
import type { Observed } from '../../observed.js';
import { InventoryPart, type PartContext } from '../part.js';
import type { InterfacesPart } from './interfaces.js';
import type { NetworkUse } from './network-use.js';

export class SecurityGroupsPart extends InventoryPart<SecurityGroup[]> {
  readonly name = 'security groups';
  readonly everyMs = 55_000;
  readonly kinds = ['security_group'] as const;

  constructor(
    private readonly interfaces: InterfacesPart,
    private readonly use: NetworkUse,
  ) {
    super();
  }

  read(place: AwsPlace): Promise<SecurityGroup[]> {
    return place.network.securityGroups();
  }

  override observe(groups: SecurityGroup[], context: PartContext): Observed[] {
    this.use.note(context, this.interfaces.latest);
    const users = this.use.ofGroups();
    return groups.map((group) =>
      describeSecurityGroup(group, {
        accountId: context.accountId,
        region: context.region,
        usedBy: users.get(group.GroupId) ?? [],
        interfaces: this.interfaces.countWithGroup(group.GroupId),
      }),
    );
  }
}
