import type { Ec2InstanceAttributes } from '@danji/shared';
import type { Ec2InstanceStatus } from '../../aws/index.js';
import { iso } from './iso.js';

type Checks = NonNullable<Ec2InstanceAttributes['checks']>;
type Scheduled = NonNullable<Ec2InstanceAttributes['scheduledEvents']>;

/** The three status checks, and since when the longest failing one fails. */
export function checksOf(status: Ec2InstanceStatus): Checks {
  const { SystemStatus, InstanceStatus, AttachedEbsStatus } = status;
  const since = [SystemStatus, InstanceStatus, AttachedEbsStatus]
    .filter((check) => check?.Status === 'impaired')
    .flatMap((check) => check?.Details.flatMap(({ ImpairedSince }) => ImpairedSince ?? []) ?? []);
  return {
    system: SystemStatus?.Status ?? null,
    instance: InstanceStatus?.Status ?? null,
    ebs: AttachedEbsStatus?.Status ?? null,
    impairedSince: since.length === 0 ? null : iso(Math.min(...since)),
  };
}

/** EC2 lists what is over for up to a week more, with this before its description. */
const OVER = /^\[(Completed|Canceled)\]/i;

/** What AWS still means to do to the instance, the soonest first. */
export function scheduledOf({ Events }: Ec2InstanceStatus): Scheduled {
  return Events.filter(({ Description }) => !OVER.test(Description ?? ''))
    .sort((a, b) => (a.NotBefore ?? 0) - (b.NotBefore ?? 0))
    .map((event) => ({
      id: event.InstanceEventId,
      code: event.Code ?? 'unknown',
      description: event.Description,
      notBefore: iso(event.NotBefore),
      notAfter: iso(event.NotAfter),
    }));
}
