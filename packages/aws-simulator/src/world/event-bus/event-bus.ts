import type { AlarmsView } from '../alarms/alarms-view.js';
import type { RegionState } from '../simulation/region-state.js';
import type { Millis } from '../types.js';
import { AlarmWatch } from './alarm-events.js';
import type { BusEvent, EventBusView } from './event-bus-view.js';
import { databaseEvents } from './database-events.js';
import { healthEvents } from './health-events.js';
import { containerInstanceEvents, instanceEvents } from './instance-events.js';
import { serviceEvents } from './service-events.js';
import { taskEvents } from './task-events.js';

/** The default event bus of a region with one rule that hands on all that it carries. It listens from `since` on. */
export class EventBus implements EventBusView {
  private until: Millis;
  private readonly alarms: AlarmWatch;
  private announced = false;

  constructor(
    private readonly state: RegionState,
    alarms: AlarmsView,
    private readonly now: () => Millis,
    since: Millis,
  ) {
    this.until = since;
    this.alarms = new AlarmWatch(state, alarms);
  }

  take(): BusEvent[] {
    const now = this.now();
    const window = { from: this.until, to: now };
    this.until = now;
    const health = this.announced ? [] : healthEvents(this.state, now);
    this.announced = true;
    if (window.to <= window.from) return health;
    const told = [taskEvents, serviceEvents, containerInstanceEvents, instanceEvents, databaseEvents];
    return [...told.flatMap((of) => of(this.state, window)), ...this.alarms.changes(now), ...health];
  }
}
