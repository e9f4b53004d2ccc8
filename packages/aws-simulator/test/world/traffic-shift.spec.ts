import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { fleet, MINUTE, service, text } from './fleet.js';

const on = { cluster: 'prod-kr', service: 'catalog-api' };
const shifted = fleet([{ kind: 'deployment', at: '-20s', on }], { historyDays: 1 });
const groupsOf = (): { production: string; alternate: string } => {
  const [balancer] = service(shifted.region, 'catalog-api').loadBalancers as AwsRecord[];
  const { alternateTargetGroupArn } = balancer?.advancedConfiguration as AwsRecord;
  return { production: text(balancer?.targetGroupArn), alternate: text(alternateTargetGroupArn) };
};
const targets = (arn: string): number => shifted.region.loadBalancing.targetHealth(arn)?.length ?? -1;
/** Weights of the rule that forwards to both groups, the production one first. */
function weights(): number[] {
  const { alternate } = groupsOf();
  const forwards = shifted.region.loadBalancing
    .listeners()
    .flatMap((listener) => shifted.region.loadBalancing.rules(text(listener.ListenerArn)) ?? [])
    .flatMap((rule) => (rule.Actions as AwsRecord[]).map((action) => action.ForwardConfig as AwsRecord));
  const groups = forwards.map((forward) => (forward?.TargetGroups ?? []) as AwsRecord[]);
  const rule = groups.find((each) => each.some((group) => group.TargetGroupArn === alternate)) ?? [];
  return rule.map((group) => Number(group.Weight));
}
const stage = (): unknown => {
  const found = shifted.region.ecs.serviceDeployments(
    text(service(shifted.region, 'catalog-api').serviceArn),
  );
  return found.toSorted((a, b) => Number(b.createdAt) - Number(a.createdAt))[0]?.lifecycleStage;
};

describe('a canary release', () => {
  it('registers new tasks in the alternate group and moves the weights of the rule', () => {
    const { production, alternate } = groupsOf();
    const desired = Number(service(shifted.region, 'catalog-api').desiredCount);
    const seen = new Map<unknown, number[]>();
    for (let i = 0; i < 60; i += 1) {
      shifted.forward(MINUTE / 4);
      seen.set(stage(), weights());
      if (stage() === 'PRODUCTION_TRAFFIC_SHIFT')
        expect([targets(production), targets(alternate)]).toEqual([desired, desired]);
    }
    expect(seen.get('SCALE_UP')).toEqual([100, 0]);
    expect(seen.get('PRODUCTION_TRAFFIC_SHIFT')).toEqual([90, 10]);
    expect(seen.get('BAKE_TIME')).toEqual([0, 100]);
    expect(seen.get('CLEAN_UP')).toEqual([100, 0]);
    expect(targets(alternate)).toBe(0);
  });
});
