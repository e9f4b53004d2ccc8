import type { LogGroup } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { logGroupArn, resourceId } from '../resource-id.js';
import { iso } from './iso.js';

export function describeLogGroup(
  group: LogGroup,
  place: { accountId: string; region: string },
  usedBy: readonly string[],
): Observed<'log_group'> {
  const arn = logGroupArn(place.region, place.accountId, group.logGroupName);
  return {
    id: resourceId('log_group', arn),
    kind: 'log_group',
    name: group.logGroupName,
    arn,
    nativeId: group.logGroupName,
    accountId: place.accountId,
    parentId: null,
    state: 'ACTIVE',
    tags: {},
    ended: false,
    attributes: {
      retentionDays: group.retentionInDays,
      storedBytes: group.storedBytes,
      createdAt: iso(group.creationTime),
      usedBy: [...usedBy].sort(),
    },
  };
}
