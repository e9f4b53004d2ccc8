import { describe, expect, it } from '@jest/globals';
import { applyLabelRules, inheritLabels } from './labels.js';

function labelsOf(subject: { name?: string; clusterName?: string; tags?: Record<string, string> }) {
  return applyLabelRules({
    kind: 'ecs_service',
    name: subject.name ?? 'checkout',
    accountId: '111122223333',
    clusterName: subject.clusterName ?? null,
    tags: subject.tags ?? {},
  });
}

describe('applyLabelRules', () => {
  it.each([
    [{ tags: { env: 'Production' } }, 'prod'],
    [{ tags: { environment: 'staging' } }, 'stage'],
    [{ tags: { Stage: 'qa' } }, 'stage'],
    [{ tags: { env: 'performance' } }, 'other'],
    [{ name: 'prd-checkout-api' }, 'prod'],
    [{ name: 'checkout.dev' }, 'dev'],
    [{ name: 'checkout', clusterName: 'stage-kr' }, 'stage'],
    [{ name: 'product-search' }, null],
    [{ name: 'devices' }, null],
  ])('gives %j the environment %s', (subject, environment) => {
    expect(labelsOf(subject).environment).toBe(environment);
  });

  it('asks tags before names, and names before clusters', () => {
    expect(labelsOf({ name: 'dev-tool', clusterName: 'prod-kr', tags: { env: 'stage' } }).environment).toBe(
      'stage',
    );
    expect(labelsOf({ name: 'dev-tool', clusterName: 'prod-kr' }).environment).toBe('dev');
  });

  it('takes team and tier as they are written', () => {
    expect(labelsOf({ tags: { owner: 'Payments', tier: '1' } })).toMatchObject({
      team: 'Payments',
      tier: '1',
    });
  });
});

describe('inheritLabels', () => {
  it('fills up what a resource does not say itself from its parent', () => {
    const parent = { environment: 'prod', team: 'platform', tier: '1' } as const;
    expect(inheritLabels({ environment: null, team: 'orders', tier: null }, parent)).toEqual({
      environment: 'prod',
      team: 'orders',
      tier: '1',
    });
    expect(inheritLabels({ environment: null, team: null, tier: null }, undefined).environment).toBe('other');
  });
});
