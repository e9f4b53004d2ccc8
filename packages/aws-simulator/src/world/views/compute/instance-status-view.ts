import { DAY, MINUTE } from '../../calendar.js';
import type { ScheduledEventPlan } from '../../plan/machine-types.js';
import type { HostState } from '../../simulation/host-state.js';
import type { RegionState } from '../../simulation/region-state.js';
import type { AwsRecord, Millis } from '../../types.js';
import { stateView } from '../instance-view.js';
import { present, seen } from '../record.js';

/** Checks of a young instance are still `initializing`. */
const INITIALIZING = 3 * MINUTE;

/** An instance as a member of DescribeInstanceStatus' InstanceStatuses[]. */
export function instanceStatusView(region: RegionState, host: HostState, now: Millis): AwsRecord {
  const impaired = host.effects.startOf('status-check', now);
  const event = host.standalone?.event;
  return {
    AvailabilityZone: host.subnet.az,
    AvailabilityZoneId: host.subnet.azId,
    Operator: { Managed: false },
    Events: event && isListed(event, now) ? [eventView(region, host, event, now)] : [],
    InstanceId: host.id,
    InstanceState: stateView(host, now),
    InstanceStatus: summary(host, now, impaired),
    SystemStatus: summary(host, now),
    AttachedEbsStatus: summary(host, now),
  };
}

function summary(host: HostState, now: Millis, impairedSince?: Millis): AwsRecord {
  if (host.stateAt(now) !== 'running') return { Status: 'not-applicable' };
  if (now < host.launchedAt + INITIALIZING) return check('initializing', 'initializing');
  // The check runs once a minute: for a moment nobody knows of the failure yet.
  if (impairedSince === undefined || now < impairedSince + MINUTE) return check('ok', 'passed');
  return check('impaired', 'failed', impairedSince + MINUTE);
}

function check(status: string, reachability: string, since?: Millis): AwsRecord {
  const detail = {
    ImpairedSince: since === undefined ? undefined : new Date(since),
    Name: 'reachability',
    Status: reachability,
  };
  return { Details: [present(detail)], Status: status };
}

/** What is over stays listed for a week, marked as completed. */
function isListed(event: ScheduledEventPlan, now: Millis): boolean {
  return now < (event.notAfter ?? event.notBefore) + 7 * DAY;
}

function eventView(region: RegionState, host: HostState, event: ScheduledEventPlan, now: Millis): AwsRecord {
  const end = event.notAfter ?? event.notBefore;
  const mark = seen(end, now) && !event.description.startsWith('[') ? '[Completed] ' : '';
  return present({
    InstanceEventId: `instance-event-0${region.ids.hex(`event|${host.id}`, 16)}`,
    Code: event.code,
    Description: mark + event.description,
    NotAfter: event.notAfter === undefined ? undefined : new Date(event.notAfter),
    NotBefore: new Date(event.notBefore),
  });
}
