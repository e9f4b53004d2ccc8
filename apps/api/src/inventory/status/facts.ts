import { type InstanceStatusFacts, type ServiceStatusFacts } from '@danji/analysis';
import type { Observed } from '../observed.js';
import type { StoredFacts } from './status.repository.js';

export function serviceFacts(
  observed: Observed<'ecs_service'>,
  stored: StoredFacts,
  now: number,
): ServiceStatusFacts {
  const { id, attributes } = observed;
  const { rollout, scaling, desired, running } = attributes;
  const signals = stored.signals.get(id);
  const target =
    scaling?.policies.find(({ metric }) => metric === 'ECSServiceAverageCPUUtilization')?.target ?? null;
  const above =
    target !== null && scaling && desired >= scaling.maximum
      ? stored.recent.heldSince(id, 'CPUUtilization', 'Average', (value) => value > target)
      : null;
  const memory = stored.recent.heldSince(id, 'MemoryUtilization', 'Maximum', (value) => value >= 95);
  return {
    now,
    desired,
    running,
    pending: attributes.pending,
    belowDesiredSince: running < desired ? (stored.belowSince.get(id) ?? null) : null,
    rollout: rollout && {
      state: rollout.state,
      reason: rollout.reason,
      revision: rollout.revision,
      failedTasks: rollout.failedTasks,
      breakerThreshold: rollout.breakerThreshold,
      startedAt: Date.parse(rollout.startedAt),
    },
    abnormalStops: stored.stops.get(id) ?? [],
    targets: null,
    startImpairedSince: signals?.startImpairedSince ?? null,
    placement: signals?.placement ?? null,
    atMaximum: above && scaling ? { maximum: scaling.maximum, since: above.since } : null,
    memory: memory && {
      maximumPercent: memory.value,
      since: memory.since,
      usual: stored.fullMemoryIsUsual.has(id),
    },
  };
}

/** T-family credits that a day earns at most, per size (EC2 user guide, "CPU credits and baseline"): credits x 24 h. */
const DAILY_CREDITS: Readonly<Record<string, number>> = {
  nano: 144,
  micro: 288,
  small: 576,
  medium: 576,
  large: 864,
  xlarge: 2304,
  '2xlarge': 4608,
};

export function instanceFacts(
  observed: Observed<'ec2_instance'>,
  stored: StoredFacts,
  now: number,
): InstanceStatusFacts {
  const { id, attributes } = observed;
  const { recent } = stored;
  const failing = (metric: string): { since: number } | null =>
    recent.heldSince(id, metric, 'Maximum', (value) => value >= 1);
  const cpu = recent.heldSince(id, 'CPUUtilization', 'Average', (value) => value >= 95);
  return {
    now,
    state: observed.state,
    stateSince: null,
    checks: checkFacts(attributes, failing),
    cpu: cpu && { percent: cpu.value, since: cpu.since },
    credits: creditFacts(observed, stored, now),
    disks: [],
    ecs: attributes.containerInstanceId ? (stored.agents.get(attributes.containerInstanceId) ?? null) : null,
    scheduledEvents: (attributes.scheduledEvents ?? []).flatMap(({ code, notBefore }) =>
      notBefore === null ? [] : [{ code, notBefore: Date.parse(notBefore) }],
    ),
  };
}

/** What EC2 says of the checks now; where it may not be asked, what their metrics said last. */
function checkFacts(
  { checks }: Observed<'ec2_instance'>['attributes'],
  failing: (metric: string) => { since: number } | null,
): InstanceStatusFacts['checks'] {
  const system = failing('StatusCheckFailed_System');
  const instance = failing('StatusCheckFailed_Instance');
  const measuredSince = system?.since ?? instance?.since ?? null;
  if (checks) {
    const { impairedSince, ...words } = checks;
    return { ...words, since: impairedSince === null ? measuredSince : Date.parse(impairedSince) };
  }
  return {
    system: system ? 'impaired' : null,
    instance: instance ? 'impaired' : null,
    ebs: null,
    since: measuredSince,
  };
}

function creditFacts(
  { id, attributes }: Observed<'ec2_instance'>,
  { recent }: StoredFacts,
  now: number,
): InstanceStatusFacts['credits'] {
  const [family = '', size = ''] = attributes.instanceType.split('.');
  const maximum = family.startsWith('t') ? DAILY_CREDITS[size] : undefined;
  const balance = recent.latest(id, 'CPUCreditBalance', 'Minimum', now);
  if (maximum === undefined || balance === null) return null;
  const earlier = recent.of(id, 'CPUCreditBalance', 'Minimum')?.values.find((value) => !Number.isNaN(value));
  // T3 and later are unlimited unless told otherwise; DescribeInstances does not say.
  return {
    balance,
    maximum,
    falling: earlier !== undefined && balance < earlier,
    unlimited: family !== 't2',
    since: null,
  };
}
