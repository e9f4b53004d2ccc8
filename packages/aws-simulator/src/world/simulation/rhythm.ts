import { DAY, HOUR, MINUTE } from '../calendar.js';
import { serviceUpdated } from '../trail/ecs-calls.js';
import type { Millis } from '../types.js';
import { awakeBounds } from '../plan/service-plan.js';
import { draw, type Context } from './context.js';
import type { ServiceScaling } from './service-scaling.js';
import type { ServiceScheduler } from './service-scheduler.js';
import type { ServiceState } from './service-state.js';

const STEADY_EVERY = 6 * HOUR;
const WAKES_AT = 8 * 60;
const SLEEPS_AT = 21 * 60;

/** What people and clocks do: rollouts in working hours, stage going to sleep, the steady-state line every six hours. */
export class Rhythm {
  constructor(
    private readonly context: Context,
    private readonly scheduler: ServiceScheduler,
    private readonly scaling: ServiceScaling,
  ) {}

  /** Starts all clocks of a service. */
  open(service: ServiceState, at: Millis): void {
    const rng = draw(this.context, `rhythm|${service.plan.arn}`);
    service.steadyAt = at - Math.round(rng.between(0, STEADY_EVERY));
    this.planSteady(service, service.steadyAt + STEADY_EVERY);
    this.planDay(service, at);
  }

  private planSteady(service: ServiceState, at: Millis): void {
    this.context.queue.plan(at, (now) => {
      const last = service.steadyAt ?? now - STEADY_EVERY;
      const jitter = 1000 + (service.plan.hash % 180_000);
      if (now - last < STEADY_EVERY) return this.planSteady(service, last + STEADY_EVERY + jitter);
      const isSteady =
        !service.disturbed &&
        service.deployments.length === 1 &&
        service.primary.rolloutState === 'COMPLETED' &&
        this.scheduler.wanted(service).length === service.desired;
      if (!isSteady) return this.planSteady(service, now + 5 * MINUTE);
      this.scheduler.events.steady(service, now);
      service.steadyAt = now;
      this.planSteady(service, now + STEADY_EVERY + jitter);
    });
  }

  /** Draws the local day that holds `at` and looks again at its end. */
  private planDay(service: ServiceState, at: Millis): void {
    const { calendar, queue } = this.context;
    const local = calendar.local(at);
    const midnight = (local.day * 1440 - calendar.offsetMinutes) * MINUTE;
    if (service.plan.sleeps) this.planSleep(service, midnight, local.weekday >= 5, at);
    if (!calendar.isDayOff(local.day)) this.planRelease(service, midnight, local.weekday, at);
    queue.plan(midnight + DAY, (now) => this.planDay(service, now));
  }

  /** Rollouts between 10 and 18 on working days; on Friday mostly before 15. */
  private planRelease(service: ServiceState, midnight: Millis, weekday: number, now: Millis): void {
    const rng = draw(this.context, `release|${service.plan.arn}|${midnight}`);
    if (!rng.chance(service.plan.deploysPerWeek / 5)) return;
    const latest = weekday === 4 && !rng.chance(0.15) ? 15 : 18;
    const at = midnight + Math.round(rng.between(10, latest) * HOUR);
    if (at <= now) return;
    this.context.queue.plan(at, (when) => this.release(service, when));
  }

  /** Registers the next revision and rolls it out, unless the service sleeps or is still rolling. */
  release(service: ServiceState, at: Millis): void {
    if (
      service.desired === 0 ||
      service.deployments.length > 1 ||
      service.primary.rolloutState !== 'COMPLETED'
    )
      return;
    const rng = draw(this.context, `revision|${service.plan.arn}|${at}`);
    const change = rng.chance(0.08)
      ? { environmentName: rng.pick(['CACHE_TTL', 'RETRY_LIMIT', 'NEW_PRICING']) }
      : {};
    const revision = this.context.state.revisions.next(service.plan, at - rng.int(20, 140) * 1000, change);
    this.scheduler.rollouts.deploy(service, revision, at);
  }

  /** A cron expression knows weekends and no holidays. */
  private planSleep(service: ServiceState, midnight: Millis, isWeekend: boolean, now: Millis): void {
    const wake = midnight + WAKES_AT * MINUTE + (service.plan.hash % 120_000);
    const sleep = midnight + SLEEPS_AT * MINUTE + (service.plan.hash % 120_000);
    if (!isWeekend && wake > now) this.context.queue.plan(wake, (at) => this.wake(service, at));
    if (sleep > now) this.context.queue.plan(sleep, (at) => this.sleep(service, at));
  }

  private wake(service: ServiceState, at: Millis): void {
    const { scaling, desired } = service.plan;
    if (scaling) this.scaling.setBounds(service, awakeBounds(scaling, desired), 'stage-wake', at);
    else this.setDesired(service, desired, at);
  }

  private sleep(service: ServiceState, at: Millis): void {
    if (service.plan.scaling) this.scaling.setBounds(service, { min: 0, max: 0 }, 'stage-sleep', at);
    else this.setDesired(service, 0, at);
  }

  private setDesired(service: ServiceState, count: number, at: Millis): void {
    serviceUpdated(this.context.state.trail, service, at, 'scheduler', { desiredCount: count });
    this.scheduler.setDesired(service, count, at);
  }
}
