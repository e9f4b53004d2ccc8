import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LabelPreview, LabelRule, LabelRules, List, Problem, ResourceItem } from '@danji/shared';
import { LabelFileError, readLabelFile } from '../src/labels/index.js';
import { insert, insertResource, insertScope, minutesAgo } from './support/rows.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const RULES: LabelRule[] = [
  { label: 'environment', of: 'cluster', is: 'live-*', value: 'prod' },
  { label: 'team', of: 'name', is: 'checkout*', value: 'shop' },
];

let app: TestApp;
let service: string;
let group: string;

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  const cluster = await insertResource(pool, 'ecs_cluster', 1, {
    name: 'live-kr',
    environment: 'other',
    team: null,
    tier: null,
    tags: {},
    attributes: { clusterName: 'live-kr' },
  });
  service = await insertResource(pool, 'ecs_service', 2, {
    name: 'checkout-api',
    parent_id: cluster,
    environment: 'other',
    team: null,
    tier: null,
    tags: {},
    attributes: { clusterName: 'live-kr' },
  });
  group = await insertResource(pool, 'log_group', 3, {
    name: '/ecs/app',
    environment: 'other',
    team: null,
    tier: null,
    tags: {},
    attributes: { usedBy: [service] },
  });
  await insert(pool, 'event', {
    resource_id: service,
    id: 'e1',
    at: minutesAgo(5),
    scope_id: 'scope-main',
    kind: 'service_event',
    type: 'steady_state',
    severity: 'info',
    environment: 'other',
    team: null,
    parent_id: cluster,
    message: 'has reached a steady state.',
    params: {},
  });
});

afterAll(() => app.close());

const put = (rules: unknown, headers: Record<string, string> = {}) =>
  app.put<LabelRules & Problem>('/settings/labels', { rules }, headers);
const labelsOf = async (id: string) => {
  const { environment, team } = (await app.get<ResourceItem>(`/resources/${id}`)).body;
  return { environment, team };
};

describe('label rules', () => {
  it('are the usual ones until somebody saves their own', async () => {
    const { body } = await app.get<LabelRules>('/settings/labels');
    expect(body).toMatchObject({ source: 'default', version: 0, updatedAt: null });
    expect(body.rules).toContainEqual({ label: 'team', tag: 'team' });
  });

  it('can be tried: what changes, what each rule matches, what none does, and nothing is stored', async () => {
    const { status, body } = await app.post<LabelPreview>('/settings/labels/preview', { rules: RULES });
    expect(status).toBe(200);
    expect(body).toMatchObject({ resources: 3, perRule: [2, 1], changes: { total: 3 } });
    expect(body.changes.items.find(({ id }) => id === group)?.after).toEqual({
      environment: 'prod',
      team: 'shop',
      tier: null,
    });
    expect(body.unmatched.find(({ label }) => label === 'team')?.total).toBe(1);
    expect(await labelsOf(service)).toEqual({ environment: 'other', team: null });
  });

  it('are not saved without the version that was read', async () => {
    const { status, body } = await put(RULES);
    expect([status, body.code]).toEqual([428, 'PRECONDITION_REQUIRED']);
    const wrong = await put(RULES, { 'if-match': 'latest' });
    expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([400, 'If-Match']);
  });

  it('label everything that is stored once they are saved: resources, what takes from them, and events', async () => {
    const { status, body } = await put(RULES, { 'if-match': '0' });
    expect([status, body.version, body.source, body.updatedBy]).toEqual([200, 1, 'saved', 'local']);
    expect(await labelsOf(service)).toEqual({ environment: 'prod', team: 'shop' });
    expect(await labelsOf(group)).toEqual({ environment: 'prod', team: 'shop' });
    const events = await app.get<List<{ resourceId: string }>>('/events?team=shop&environment=prod');
    expect(events.body.items.map(({ resourceId }) => resourceId)).toEqual([service]);
  });

  it('tell the one who comes second, with what is saved now', async () => {
    const { status, body } = await put([], { 'if-match': '0' });
    expect([status, body.code]).toEqual([409, 'CONFLICT']);
    expect(body.current).toMatchObject({ version: 1, rules: RULES });
    const both = await Promise.all([put([], { 'if-match': '1' }), put(RULES, { 'if-match': '1' })]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it.each([
    [[{ label: 'colour', tag: 'x' }], 'rules.0'],
    [[{ label: 'environment', of: 'name', is: '*', value: 'production' }], 'rules.0.value'],
    [[{ label: 'team', of: 'name', is: '*' }], 'rules.0'],
  ])('refuse %j and name the field', async (rules, field) => {
    const { status, body } = await put(rules, { 'if-match': '1' });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.field).toBe(field);
  });
});

describe('labels.yaml in the data directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'danji-labels-'));
  const write = (text: string): void => writeFileSync(join(folder, 'labels.yaml'), text);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is not needed', () => {
    expect(readLabelFile(folder)).toBeNull();
  });

  it('gives the rules, and locks them in the browser', async () => {
    write(
      'rules:\n  - { label: team, of: name, is: "checkout*", value: shop }\n  - { label: tier, tag: tier }\n',
    );
    const labelRules = readLabelFile(folder);
    expect(labelRules).toHaveLength(2);
    const locked = await startTestApp({ labelRules });
    try {
      const { body } = await locked.get<LabelRules>('/settings/labels');
      expect(body).toMatchObject({ source: 'file', rules: labelRules });
      const saved = await locked.put<Problem>('/settings/labels', { rules: [] }, { 'if-match': '0' });
      expect([saved.status, saved.body.detail]).toEqual([409, expect.stringContaining('labels.yaml')]);
    } finally {
      await locked.close();
    }
  });

  it.each([
    ['rules: [', /labels\.yaml: /],
    ['rules:\n  - { label: team }\n', /rules\.0 is \{"label":"team"\}: Write label/],
    ['rule: []\n', /is missing|Unrecognized|rule/],
  ])('is refused with file, field, value and remedy: %j', (text, message) => {
    write(text);
    expect(() => readLabelFile(folder)).toThrow(LabelFileError);
    expect(() => readLabelFile(folder)).toThrow(message);
  });
});
