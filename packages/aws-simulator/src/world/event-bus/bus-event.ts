import { hashString } from '../random.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AwsRecord, Millis } from '../types.js';
import type { BusEvent } from './event-bus-view.js';

/** What happened within (from, to]. */
export interface BusWindow {
  from: Millis;
  to: Millis;
}

export const isWithin = (at: Millis | undefined, { from, to }: BusWindow): at is Millis =>
  at !== undefined && at > from && at <= to;

interface Told {
  source: string;
  detailType: string;
  at: Millis;
  resources: string[];
  /** Tells this event from every other one of its type and resource. */
  key: string;
  detail: AwsRecord;
}

/** The envelope of EventBridge: `time` in whole seconds, `version` always "0", an id of its own. */
export function busEvent(
  state: RegionState,
  { source, detailType, at, resources, key, detail }: Told,
): BusEvent {
  const name = `bus|${detailType}|${resources[0] ?? ''}|${key}`;
  const body = {
    version: '0',
    id: state.ids.uuid(name),
    'detail-type': detailType,
    source,
    account: state.plan.accountId,
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region: state.plan.region,
    resources,
    detail,
  };
  return { at, arrivesAt: at + 250 + (hashString(name) % 2750), body };
}
