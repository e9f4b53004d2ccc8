import { MINUTE, SECOND } from '../calendar.js';
import { alarmName } from '../views/scaling-view.js';
import type { ScalingPlan } from '../plan/plan-types.js';
import { serviceUpdated } from '../trail/ecs-calls.js';
import type { Millis } from '../types.js';
import { draw, type Context } from './context.js';
import type { ServiceScheduler } from './service-scheduler.js';
import type { ServiceState } from './service-state.js';

const COOLDOWN_IN = 300 * SECOND;
const COOLDOWN_OUT = 60 * SECOND;

/** A desired count that a policy asks for, and the cause of the activity. */
interface Proposal {
  to: number;
  cause: string;
}

function alarmCause(alarm: string, policy: string): string {
  return `monitor alarm ${alarm} in state ALARM triggered policy ${policy}`;
}

/**
 * Target tracking of services (and step scaling where there is any). The alarms see what CloudWatch holds: above the target for 3 minutes, or below 0.9 times
 * the target for 15 (detail 6 of docs/simulator.md), evaluated when those minutes have been published.
 */
export class ServiceScaling {
  private counter = 0;

  constructor(
    private readonly context: Context,
    private readonly scheduler: ServiceScheduler,
  ) {}

  /** Once a minute. */
  tick(service: ServiceState, at: Millis): void {
    const { scaling } = service.plan;
    const { bounds } = service;
    if (!scaling || !bounds || bounds.max === 0 || service.desired === 0) return;
    const average = this.averageCpu(service, at / MINUTE - 2);
    service.minutesAbove = average !== undefined && average > scaling.target ? service.minutesAbove + 1 : 0;
    service.minutesBelow =
      average !== undefined && average < 0.9 * scaling.target ? service.minutesBelow + 1 : 0;
    service.minutesBurst =
      scaling.step && average !== undefined && average > scaling.step.threshold
        ? service.minutesBurst + 1
        : 0;
    if (average === undefined) return;
    const largest = this.proposals(service, scaling, average).sort((a, b) => b.to - a.to)[0];
    if (largest) this.scaleOut(service, largest, bounds.max, at);
    else if (service.minutesBelow >= 15) this.scaleIn(service, average, scaling.target, bounds.min, at);
  }

  /** What each policy whose alarm went off asks for; the largest wins. */
  private proposals(service: ServiceState, scaling: ScalingPlan, average: number): Proposal[] {
    const found: Proposal[] = [];
    if (service.minutesAbove >= 3) {
      const cause = alarmCause(alarmName(this.context.state, service, 'High'), scaling.policyName);
      found.push({ to: Math.ceil((service.desired * average) / scaling.target), cause });
    }
    const { step } = scaling;
    if (step && service.minutesBurst >= step.minutes) {
      const add = step.steps.findLast(({ above }) => average >= step.threshold + above)?.add ?? 0;
      found.push({ to: service.desired + add, cause: alarmCause(step.alarmName, step.policyName) });
    }
    return found;
  }

  private averageCpu(service: ServiceState, minute: number): number | undefined {
    const block = this.context.load.service(service, minute);
    const i = minute % 60;
    const tasks = block?.tasks[i] ?? 0;
    return block && tasks > 0 ? (block.sum[i] ?? 0) / tasks : undefined;
  }

  /** In one step, up to the maximum; beyond it the attempt is told every five minutes. */
  private scaleOut(service: ServiceState, proposal: Proposal, max: number, at: Millis): void {
    if (service.scaledAt !== undefined && at - service.scaledAt < COOLDOWN_OUT + 3 * MINUTE) return;
    const to = Math.min(max, proposal.to);
    if (to > service.desired) return this.change(service, to, proposal.cause, at);
    if (service.desired >= max && at - (service.refusedAt ?? -Infinity) >= 5 * MINUTE)
      this.refuse(service, max, proposal.cause, at);
  }

  /** In small steps, never while a rollout runs, and only where the target would still hold. */
  private scaleIn(service: ServiceState, average: number, target: number, min: number, at: Millis): void {
    if (
      service.desired <= min ||
      service.deployments.length > 1 ||
      service.primary.rolloutState !== 'COMPLETED'
    )
      return;
    if (service.scaledAt !== undefined && at - service.scaledAt < COOLDOWN_IN) return;
    const step = Math.max(1, Math.floor(service.desired * 0.1));
    const to = Math.max(min, service.desired - step);
    if ((average * service.desired) / to > target) return;
    const alarm = alarmName(this.context.state, service, 'Low');
    this.change(service, to, alarmCause(alarm, service.plan.scaling?.policyName ?? ''), at);
  }

  private change(service: ServiceState, to: number, cause: string, at: Millis): void {
    const rng = draw(this.context, `scaling|${service.plan.arn}|${this.counter}`);
    service.scaledAt = at;
    service.minutesAbove = 0;
    this.context.queue.plan(at + rng.int(28_000, 57_000), (now) => {
      if (
        service.bounds === undefined ||
        to > service.bounds.max ||
        to < service.bounds.min ||
        to === service.desired
      )
        return;
      this.apply(service, to, cause, now);
    });
  }

  /** Records the activity and changes the desired count; it is fulfilled half a minute to two minutes later. */
  apply(service: ServiceState, to: number, cause: string, at: Millis): void {
    const rng = draw(this.context, `activity|${service.plan.arn}|${this.counter}`);
    this.context.state.activities.push({
      id: this.context.state.ids.uuid(`activity|${service.plan.arn}|${this.counter++}`),
      service,
      at,
      endAt: at + rng.int(31_000, 118_000),
      from: service.desired,
      to,
      description: `Setting desired count to ${to}.`,
      cause,
      kind: 'desired',
    });
    serviceUpdated(this.context.state.trail, service, at, 'service-scaling', { desiredCount: to });
    this.scheduler.setDesired(service, to, at);
  }

  private refuse(service: ServiceState, max: number, cause: string, at: Millis): void {
    service.refusedAt = at;
    this.context.queue.plan(at + 31_000 + (service.plan.hash % 9000), (now) => {
      this.context.state.activities.push({
        id: this.context.state.ids.uuid(`activity|${service.plan.arn}|${this.counter++}`),
        service,
        at: now,
        from: service.desired,
        to: service.desired,
        description: 'Attempting to scale due to alarm triggered',
        cause,
        kind: 'not-scaled',
        notScaled: { code: 'AlreadyAtMaxCapacity', max, current: service.desired },
      });
    });
  }

  /** Somebody changes the bounds: an activity only where the count has to follow. */
  changeBounds(service: ServiceState, bounds: { min: number; max: number }, at: Millis): void {
    service.bounds = bounds;
    this.bringWithin(service, at);
  }

  private bringWithin(service: ServiceState, at: Millis): void {
    const { bounds } = service;
    if (!bounds) return;
    if (service.desired > bounds.max)
      this.apply(service, bounds.max, `maximum capacity was set to ${bounds.max}`, at);
    else if (service.desired < bounds.min)
      this.apply(service, bounds.min, `minimum capacity was set to ${bounds.min}`, at);
  }

  /** A scheduled action: two activities, one that sets the bounds and one that brings the count within them. */
  setBounds(service: ServiceState, bounds: { min: number; max: number }, action: string, at: Millis): void {
    service.bounds = bounds;
    this.context.state.activities.push({
      id: this.context.state.ids.uuid(`activity|${service.plan.arn}|${this.counter++}`),
      service,
      at,
      endAt: at + 400 + (service.plan.hash % 500),
      from: service.desired,
      to: service.desired,
      description: `Setting min capacity to ${bounds.min} and max capacity to ${bounds.max}`,
      cause: `scheduled action name ${action} was triggered`,
      kind: 'bounds',
    });
    this.context.queue.plan(at + 700, (now) => this.bringWithin(service, now));
  }
}
