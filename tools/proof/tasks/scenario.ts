/** A fifth of the calls fail: errors of the service, throttling, cut connections. */
export const A_FIFTH_FAILS = [
  { id: 'error', match: {}, probability: 0.1, effect: { kind: 'error' as const, status: 500 } },
  { id: 'throttle', match: {}, probability: 0.06, effect: { kind: 'throttle' as const } },
  { id: 'reset', match: {}, probability: 0.055, effect: { kind: 'reset' as const } },
];

/** Everything that can end a task, on one fleet, for as long as the proof watches. */
export function troubles(minutes: number): unknown {
  const all = `${minutes + 30}m`;
  const at = (share: number): string => `+${Math.max(1, Math.round(minutes * share))}m`;
  const one = (
    kind: string,
    on: Record<string, unknown>,
    parameters: Record<string, unknown> = {},
    when = '+1m',
    duration: string | null = all,
  ): Record<string, unknown> => ({
    kind,
    at: when,
    ...(duration === null ? {} : { duration }),
    on,
    parameters,
    optional: true,
  });
  const service = (name: string, cluster = 'prod-kr'): Record<string, unknown> => ({
    cluster,
    service: name,
  });
  return {
    name: 'task-proof',
    description: 'Tasks end in every way that the simulator knows, most of them again and again.',
    incidents: [
      one('crash-loop', service('inventory-api'), { seconds: [15, 40], exitCode: 1 }),
      one('crash-loop', service('cart-api'), { seconds: [12, 30], exitCode: 3 }),
      one('crash-loop', service('*', 'stage-kr'), { seconds: [14, 45], exitCode: 2 }),
      one('crash-loop', service('O*', 'prod-kr-ec2'), { seconds: [20, 60], exitCode: 139 }),
      one('out-of-memory', service('order-worker'), { lives: [60, 200] }),
      one('target-health', service('user-api'), { seconds: [40, 160], share: 80 }),
      one('container-health', service('checkout-api'), { seconds: [60, 200], share: 80 }, at(0.5)),
      one('bad-deployment', service('notification-sender'), { fault: 'image-pull', breaker: false }, at(0.1)),
      one(
        'bad-deployment',
        service('checkout-api'),
        { fault: 'start-error', breaker: true, rollback: true },
        at(0.05),
      ),
      one(
        'bad-deployment',
        service('R*', 'prod-kr-ec2'),
        { fault: 'crash', breaker: true, rollback: true },
        at(0.2),
      ),
      one('deployment', service('*-api'), {}, at(0.3), null),
      one('deployment', service('*', 'prod-kr-ec2'), {}, at(0.55), null),
      one('stop-tasks', service('*-api'), { count: 1, reason: 'Task stopped by ops' }, at(0.7), null),
      one('scale', service('payment-api'), { desired: 6 }, at(0.4), null),
      one('scale', service('payment-api'), { desired: 2 }, at(0.75), null),
      one('fargate-spot-wave', { cluster: '*' }, { share: 80, spreadSeconds: 120 }, at(0.6), '10m'),
      one('instance-terminated', { cluster: 'prod-kr-ec2', pick: 1 }, {}, at(0.65), null),
      one('instance-spot-interruption', { cluster: '*-ec2', spot: true, pick: 1 }, {}, at(0.8), null),
      one('job-failure', { cluster: '*', job: 'cart-*' }, {}, at(0.5), '30m'),
    ],
  };
}
