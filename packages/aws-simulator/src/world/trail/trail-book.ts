import { DAY, SECOND } from '../calendar.js';
import type { Ids } from '../ids.js';
import { hashString, mix } from '../random.js';
import type { AwsRecord, Millis } from '../types.js';
import { Cast, type ActorKind } from './cast.js';
import type { TrailActor, TrailEvent } from './trail-view.js';

/** One call that changed something. */
export interface TrailEntry {
  at: Millis;
  by: ActorKind;
  /** Which of the people, where it is a person. */
  hash?: number;
  name: string;
  /** Endpoint name: `ecs`, `rds`, `ec2`, `application-autoscaling`. */
  service: string;
  /** requestParameters as CloudTrail writes them: lower camel case, secrets hidden. */
  request: AwsRecord;
  response?: AwsRecord;
  resources?: { type: string; name: string }[];
}

interface Kept extends TrailEntry {
  id: string;
  visibleAt: Millis;
}

/** CloudTrail keeps the event history for 90 days. */
const KEPT = 90 * DAY;

/** Every change by a person, a pipeline or a service of AWS, in the order in which the simulation made them. */
export class TrailBook {
  private readonly entries: Kept[] = [];
  private readonly cast: Cast;

  constructor(
    private readonly place: { region: string; accountId: string },
    private readonly ids: Ids,
  ) {
    this.cast = new Cast(place.accountId, ids);
  }

  record(entry: TrailEntry): void {
    const id = this.ids.uuid(`trail|${this.place.region}|${entry.name}|${entry.at}|${this.entries.length}`);
    const delay = (95 + (mix(hashString(id), 3) % 210)) * SECOND;
    this.entries.push({ ...entry, id, visibleAt: entry.at + delay });
  }

  /** Events with from <= at < to that LookupEvents shows at `now`, newest first. */
  events(from: Millis, to: Millis, now: Millis): TrailEvent[] {
    const oldest = Math.max(from, now - KEPT);
    return this.entries
      .filter(({ at, visibleAt }) => at >= oldest && at < to && visibleAt <= now)
      .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
      .map((entry) => this.eventOf(entry));
  }

  private eventOf(entry: Kept): TrailEvent {
    const { id, at, visibleAt, name, service, resources = [] } = entry;
    const actor = this.cast.actor(entry.by, entry.hash ?? 0);
    const source = `${service}.amazonaws.com`;
    const record = (): string => this.recordOf(entry, actor);
    return {
      id,
      at,
      visibleAt,
      name,
      source,
      actor,
      resources,
      get record() {
        return record();
      },
    };
  }

  private recordOf({ id, at, name, service, request, response }: Kept, actor: TrailActor): string {
    return JSON.stringify({
      eventVersion: '1.11',
      userIdentity: actor.identity,
      eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
      eventSource: `${service}.amazonaws.com`,
      eventName: name,
      awsRegion: this.place.region,
      sourceIPAddress: actor.sourceIp,
      userAgent: actor.userAgent,
      requestParameters: request,
      responseElements: response ?? null,
      requestID: this.ids.uuid(`request|${id}`),
      eventID: id,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: this.place.accountId,
      eventCategory: 'Management',
    });
  }
}
