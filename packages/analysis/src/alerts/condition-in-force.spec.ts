import { describe, expect, it } from '@jest/globals';
import { ALERT_RULES, type AlertRule } from '@danji/shared';
import { ruleInForce, type RuleChange } from './condition-in-force.js';

const RULE = ALERT_RULES.find(({ id }) => id === 'memory_near_limit') as AlertRule;
const PROD = { id: 'svc-a', environment: 'prod', team: 'shop' };

function change(of: Partial<RuleChange>): RuleChange {
  const nothing = { enabled: true, notifies: null, threshold: null, clear: null, forSeconds: null };
  return { rule: RULE.id, resource: null, labels: null, ...nothing, ...of };
}

describe('the numbers in force', () => {
  it('are those of the rule, and only production notifies', () => {
    expect(ruleInForce(RULE, PROD, [])).toMatchObject({
      condition: { threshold: RULE.threshold, clear: RULE.clear },
      enabled: true,
      notifies: true,
    });
    expect(ruleInForce(RULE, { ...PROD, environment: 'dev' }, []).notifies).toBe(false);
  });

  it('are those of the most precise change that fits', () => {
    const changes = [
      change({ threshold: 80 }),
      change({ labels: { team: 'shop' }, threshold: 85 }),
      change({ labels: { team: 'shop', environment: 'prod' }, threshold: 88 }),
      change({ labels: { team: 'other' }, threshold: 10 }),
      change({ resource: 'svc-b', threshold: 11 }),
    ];
    expect(ruleInForce(RULE, PROD, changes).condition.threshold).toBe(88);
    const own = [...changes, change({ resource: 'svc-a', enabled: false, notifies: false })];
    expect(ruleInForce(RULE, PROD, own)).toMatchObject({ enabled: false, notifies: false });
  });

  it('keep the distance to where it is good again, which is never on the bad side', () => {
    expect(ruleInForce(RULE, PROD, [change({ threshold: 99 })]).condition.clear).toBe(94);
    expect(ruleInForce(RULE, PROD, [change({ threshold: 80, clear: 90 })]).condition.clear).toBe(80);
  });
});
