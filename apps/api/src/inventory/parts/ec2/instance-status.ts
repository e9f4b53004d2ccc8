import type { AwsPlace, Ec2InstanceStatus } from '../../../aws/index.js';
import { checksOf, scheduledOf } from '../../describe/instance-health.js';
import type { TimelineEvent } from '../../history/timeline-event.js';
import { ec2InstanceArn, resourceId } from '../../resource-id.js';
import { InventoryPart, type PartEventContext } from '../part.js';
import { ec2Event } from './ec2-event.js';

const CHECKS = ['system', 'instance', 'ebs'] as const;
type CheckName = (typeof CHECKS)[number];

/** Status checks and scheduled events of running instances; facts of the instances, and events when they change. */
export class InstanceStatusPart extends InventoryPart<Ec2InstanceStatus[]> {
  readonly name = 'instance status checks';
  readonly everyMs = 25_000;
  readonly kinds = [] as const;
  /** Since when (epoch ms) each check that fails has failed. */
  private readonly failing = new Map<string, number>();
  private byInstance: ReadonlyMap<string, Ec2InstanceStatus> = new Map();

  async read(place: AwsPlace): Promise<Ec2InstanceStatus[]> {
    const statuses = await place.ec2.instanceStatuses();
    this.byInstance = new Map(statuses.map((status) => [status.InstanceId, status]));
    return statuses;
  }

  /** Null before the first answer and for an instance that does not run. */
  of(instanceId: string): Ec2InstanceStatus | null {
    return this.byInstance.get(instanceId) ?? null;
  }

  override events(statuses: Ec2InstanceStatus[], context: PartEventContext): TimelineEvent[] {
    return statuses.flatMap((status) => {
      const arn = ec2InstanceArn(context.region, context.accountId, status.InstanceId);
      const id = resourceId('ec2_instance', arn);
      return [...this.checkEvents(id, status, context), ...scheduledEvents(id, status, context)];
    });
  }

  private checkEvents(id: string, status: Ec2InstanceStatus, context: PartEventContext): TimelineEvent[] {
    const checks = checksOf(status);
    return CHECKS.flatMap((check) => {
      const key = `${id} ${check}`;
      const since = this.failing.get(key);
      if (checks[check] === 'impaired') {
        const at = Date.parse(checks.impairedSince ?? '') || since || context.now;
        this.failing.set(key, at);
        return [failed(id, check, at, context)];
      }
      if (since === undefined || checks[check] !== 'ok') return [];
      this.failing.delete(key);
      return [passed(id, check, since, context)];
    });
  }
}

/** Its id is made of AWS's own moment, so that a look after a restart adds nothing. */
function failed(id: string, check: CheckName, at: number, context: PartEventContext): TimelineEvent {
  return ec2Event(id, context, {
    id: `check-${check}-${at}`,
    at,
    type: 'status_check_failed',
    severity: 'critical',
    message: `The ${check} status check failed.`,
    params: { check },
  });
}

function passed(id: string, check: CheckName, since: number, context: PartEventContext): TimelineEvent {
  return ec2Event(id, context, {
    id: `check-${check}-${since}-ok`,
    at: context.now,
    type: 'status_check_passed',
    severity: 'info',
    message: `The ${check} status check passes again.`,
    params: { check, since },
  });
}

function scheduledEvents(id: string, status: Ec2InstanceStatus, context: PartEventContext): TimelineEvent[] {
  return scheduledOf(status).map((event) =>
    ec2Event(id, context, {
      id: `scheduled-${event.id ?? `${event.code}-${event.notBefore}`}`,
      at: context.now,
      type: 'scheduled_event',
      severity: 'warning',
      message: event.description ?? event.code,
      params: { code: event.code, notBefore: event.notBefore },
    }),
  );
}
