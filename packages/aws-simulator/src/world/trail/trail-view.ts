import type { AwsRecord } from '../aws-record.js';

/** Epoch ms. */
type Millis = number;

/** Who called, as CloudTrail's userIdentity tells it. */
export interface TrailActor {
  userName: string;
  /** CloudTrail's userIdentity, as it stands in the event. */
  identity: AwsRecord;
  accessKeyId: string;
  sourceIp: string;
  userAgent: string;
}

/** One management event. */
export interface TrailEvent {
  id: string;
  at: Millis;
  /** When LookupEvents first shows it: a few minutes later. */
  visibleAt: Millis;
  name: string;
  source: string;
  actor: TrailActor;
  resources: { type: string; name: string }[];
  /** The event as JSON text; secrets are hidden in it. */
  record: string;
}

/** What people, pipelines and AWS's own services changed in a region. */
export interface TrailView {
  /** Visible ones with from <= at < to, newest first. */
  events(from: Millis, to: Millis): TrailEvent[];
}
