import type { Calendar } from '../calendar.js';
import type { LoadModel } from '../metrics/load-model.js';
import { Rng } from '../random.js';
import type { Millis } from '../types.js';
import type { Addresses } from './addresses.js';
import type { EventQueue } from './queue.js';
import type { RegionState } from './region-state.js';

/** What every part of a region's simulation works with. */
export interface Context {
  readonly seed: number;
  readonly state: RegionState;
  readonly queue: EventQueue;
  readonly addresses: Addresses;
  readonly calendar: Calendar;
  readonly load: LoadModel;
}

/** The stream of random numbers of one decision; the key says which, so no other decision disturbs it. */
export function draw(context: Context, key: string): Rng {
  return new Rng(context.seed, `${context.state.plan.accountId}|${context.state.plan.region}|${key}`);
}

/** Whether a Fargate Spot shortage holds at an instant in a zone. */
export function spotShortage(context: Context, az: string, at: Millis): boolean {
  return context.state.spotShortages.some(
    (shortage) =>
      at >= shortage.from && at < shortage.to && (shortage.az === undefined || shortage.az === az),
  );
}
