import { describe, expect, it } from '@jest/globals';
import type { LabelRule } from '@danji/shared';
import fc from 'fast-check';
import { applyLabelRules, DEFAULT_LABEL_RULES, inheritLabels, matchesGlob } from './label-rules.js';
import { labelTree, type LabelNode } from './label-tree.js';
import { previewLabels } from './preview-labels.js';

interface Part {
  name?: string;
  clusterName?: string;
  accountId?: string;
  tags?: Record<string, string>;
}
const subject = (part: Part) => ({
  name: 'checkout',
  accountId: '111122223333',
  clusterName: null,
  tags: {},
  ...part,
});
const ownLabels = (part: Part, rules: readonly LabelRule[] = DEFAULT_LABEL_RULES) =>
  applyLabelRules(subject(part), rules).own;

describe('the rules that hold until somebody writes their own', () => {
  it.each<[Part, string | null]>([
    [{ tags: { env: 'Production' } }, 'prod'],
    [{ tags: { environment: 'staging' } }, 'stage'],
    [{ tags: { Stage: 'qa' } }, 'stage'],
    [{ tags: { env: 'performance' } }, 'other'],
    [{ name: 'prd-checkout-api' }, 'prod'],
    [{ name: 'checkout.dev' }, 'dev'],
    [{ name: 'checkout', clusterName: 'stage-kr' }, 'stage'],
    [{ name: 'product-search' }, null],
    [{ name: 'devices' }, null],
  ])('give %j the environment %s', (part, environment) => {
    expect(ownLabels(part).environment).toBe(environment);
  });

  it('ask tags before names, and names before clusters', () => {
    const both = { name: 'dev-tool', clusterName: 'prod-kr' };
    expect(ownLabels({ ...both, tags: { env: 'stage' } }).environment).toBe('stage');
    expect(ownLabels(both).environment).toBe('dev');
  });

  it('take team and tier as they are written', () => {
    const tags = { owner: 'Payments', tier: '1' };
    expect(ownLabels({ tags })).toMatchObject({ team: 'Payments', tier: '1' });
  });
});

describe("somebody's own rules", () => {
  it.each<[LabelRule, Part, string | null]>([
    [{ label: 'team', of: 'name', is: 'checkout*', value: 'shop' }, { name: 'Checkout-API' }, 'shop'],
    [{ label: 'team', of: 'name', is: 'checkout', value: 'shop' }, { name: 'checkout-api' }, null],
    [{ label: 'team', of: 'account', is: '1111*', value: 'shop' }, {}, 'shop'],
    [{ label: 'team', of: 'cluster', is: '*', value: 'shop' }, {}, null],
    [{ label: 'team', tag: 'squad', is: 'a-*', value: 'alpha' }, { tags: { squad: 'a-7' } }, 'alpha'],
    [{ label: 'team', tag: 'squad', is: 'a-*', value: 'alpha' }, { tags: { squad: 'b-7' } }, null],
    [{ label: 'team', tag: 'squad' }, { tags: { squad: '  ' } }, null],
    [{ label: 'team', of: 'name', has: ['pay'], value: 'pay' }, { name: 'prod_PAY.api' }, 'pay'],
    [{ label: 'team', of: 'name', has: ['pay'], value: 'pay' }, { name: 'payments' }, null],
  ])('%j makes of %j the team %s', (rule, part, team) => {
    expect(ownLabels(part, [rule]).team).toBe(team);
  });

  it('are asked in their order, and the first that holds gives the label', () => {
    const rules: LabelRule[] = [
      { label: 'team', of: 'name', is: 'nothing*', value: 'a' },
      { label: 'team', of: 'name', is: 'check*', value: 'b' },
      { label: 'team', of: 'name', is: '*', value: 'c' },
    ];
    const { own, by } = applyLabelRules(subject({}), rules);
    expect([own.team, by]).toEqual(['b', { team: 1 }]);
  });

  it('match a glob as the same pattern written as a regular expression would', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', 'B'), maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (text, pattern) => {
        const escaped = pattern.replace(/[.]/g, '\\.').replace(/\*/g, '.*');
        expect(matchesGlob(text, pattern)).toBe(new RegExp(`^${escaped}$`, 'is').test(text));
      }),
    );
  });
});

describe('labels that a resource does not say itself', () => {
  const parent = { environment: 'prod', team: 'platform', tier: '1' } as const;

  it('come from its parent', () => {
    expect(inheritLabels({ environment: null, team: 'orders', tier: null }, parent)).toEqual({
      environment: 'prod',
      team: 'orders',
      tier: '1',
    });
    expect(inheritLabels({ environment: null, team: null, tier: null }, undefined).environment).toBe('other');
  });

  const node = (id: string, from: string | null, tags: Record<string, string> = {}): LabelNode => ({
    ...subject({ tags }),
    id,
    from,
  });

  it('come from what is known where the parent was not seen', () => {
    const { labels } = labelTree([node('a', 'p')], [], new Map([['p', parent]]));
    expect(labels.get('a')).toEqual(parent);
  });

  it('are the same in whichever order resources are seen, and a circle ends', () => {
    const tree = [
      node('root', null, { team: 'shop' }),
      node('child', 'root'),
      node('grandchild', 'child', { env: 'dev' }),
      node('a', 'b'),
      node('b', 'a'),
    ];
    const expected = labelTree(tree, DEFAULT_LABEL_RULES, new Map()).labels;
    expect(expected.get('grandchild')).toEqual({ environment: 'dev', team: 'shop', tier: null });
    fc.assert(
      fc.property(fc.shuffledSubarray(tree, { minLength: tree.length }), (shuffled) => {
        expect(labelTree(shuffled, DEFAULT_LABEL_RULES, new Map()).labels).toEqual(expected);
      }),
    );
  });
});

describe('what rules would change', () => {
  const labels = { environment: 'other', team: null, tier: null } as const;
  const nodes = ['checkout-api', 'checkout-worker', 'mailer'].map((name) => ({
    ...subject({ name }),
    id: name,
    kind: 'ecs_service' as const,
    from: null,
    labels,
  }));
  const rules: LabelRule[] = [
    { label: 'team', of: 'name', is: 'checkout*', value: 'shop' },
    { label: 'team', of: 'name', is: 'never*', value: 'nobody' },
  ];

  it('is counted by rule, by value and by resource, and what no rule matches is listed', () => {
    const preview = previewLabels(nodes, rules);
    expect(preview.perRule).toEqual([2, 0]);
    expect(preview.changes.total).toBe(2);
    expect(preview.changes.items[0]).toMatchObject({ id: 'checkout-api', after: { team: 'shop' } });
    expect(preview.counts.filter(({ label }) => label === 'team')).toEqual([
      { label: 'team', value: 'shop', before: 0, after: 2 },
      { label: 'team', value: null, before: 3, after: 1 },
    ]);
    const team = preview.unmatched.find(({ label }) => label === 'team');
    expect(team).toEqual({ label: 'team', total: 1, items: [expect.objectContaining({ id: 'mailer' })] });
  });

  it('is nothing where they give what is there', () => {
    expect(previewLabels(nodes, []).changes.total).toBe(0);
  });
});
