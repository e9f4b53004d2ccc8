import type { RegionState } from '../simulation/region-state.js';
import type { Millis } from '../types.js';
import { busEvent } from './bus-event.js';
import type { BusEvent } from './event-bus-view.js';

/** AWS Health Event: retirements that are announced, told once to a queue that opens at `now`. */
export function healthEvents(state: RegionState, now: Millis): BusEvent[] {
  const { region, accountId } = state.plan;
  return state.hosts.flatMap((host) => {
    const event = host.standalone?.event;
    if (event?.code !== 'instance-retirement' || event.notBefore < now) return [];
    const code = 'AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED';
    const unique = state.ids.hex(`health|${host.id}`, 24);
    return busEvent(state, {
      source: 'aws.health',
      detailType: 'AWS Health Event',
      at: now,
      resources: [host.id],
      key: unique,
      detail: {
        eventArn: `arn:aws:health:${region}::event/EC2/${code}/${code}_${unique}`,
        service: 'EC2',
        eventTypeCode: code,
        eventTypeCategory: 'scheduledChange',
        eventScopeCode: 'ACCOUNT_SPECIFIC',
        communicationId: unique,
        startTime: new Date(event.notBefore).toUTCString(),
        endTime: new Date(event.notAfter ?? event.notBefore).toUTCString(),
        lastUpdatedTime: new Date(now).toUTCString(),
        statusCode: 'upcoming',
        eventRegion: region,
        eventDescription: [{ language: 'en_US', latestDescription: event.description }],
        affectedEntities: [{ entityValue: host.id, status: 'PENDING' }],
        affectedAccount: accountId,
        page: '1',
        totalPages: '1',
      },
    });
  });
}
