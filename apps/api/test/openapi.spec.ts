import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import {
  CapacityReviewCsvQuery,
  CapacityReviewQuery,
  CatalogueQuery,
  CommitQuery,
  CompletenessQuery,
  DeploymentQuery,
  EventQuery,
  FlowQuery,
  JobsQuery,
  LogContextQuery,
  LogQuery,
  LogTailQuery,
  MetricsQuery,
  OverviewQuery,
  PageQuery,
  RecommendationQuery,
  ResourceEventQuery,
  ResourceQuery,
  ReviewActionQuery,
  ScalingOverviewQuery,
  ScalingQuery,
  StatementsQuery,
  UsageQuery,
  StreamQuery,
  TaskQuery,
  TemplateQuery,
  AlertQuery,
  IncidentQuery,
  OneIncidentQuery,
  DeliveryQuery,
} from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';

interface Operation {
  summary?: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>;
}

let app: TestApp;
let document: OpenAPIObject;
beforeAll(async () => {
  app = await startTestApp();
  document = (await app.get<OpenAPIObject>('/openapi.json')).body;
});
afterAll(() => app.close());

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
const nothing = { shape: {} };
/** Every route of the first version, with the schema of its query. */
/** Posts that take nothing but their path. */
const WITHOUT_BODY = new Set([
  '/notification-channels/{id}/test',
  '/silences/{id}/end',
  '/resources/{id}/attention',
]);

const ROUTES: [method: Method, path: string, query: { shape: object }][] = [
  ['get', '/health/live', nothing],
  ['get', '/health/ready', nothing],
  ['get', '/overview', OverviewQuery],
  ['get', '/resources', ResourceQuery],
  ['get', '/resources/{id}', nothing],
  ['put', '/resources/{id}/attention', nothing],
  ['get', '/resources/{id}/capacity', nothing],
  ['get', '/resources/{id}/revisions', PageQuery],
  ['get', '/resources/{id}/events', ResourceEventQuery],
  ['get', '/resources/{id}/statements', StatementsQuery],
  ['get', '/resources/{id}/usage', UsageQuery],
  ['get', '/metrics/query', MetricsQuery],
  ['post', '/metrics/query', nothing],
  ['post', '/metrics/exact', nothing],
  ['get', '/metrics/catalogue', CatalogueQuery],
  ['get', '/tasks', TaskQuery],
  ['get', '/tasks/flow', FlowQuery],
  ['get', '/tasks/{id}', nothing],
  ['get', '/tasks/{id}/lines', nothing],
  ['get', '/jobs', JobsQuery],
  ['get', '/deployments', DeploymentQuery],
  ['get', '/deployments/{id}', nothing],
  ['get', '/deployments/{id}/comparison', nothing],
  ['get', '/events', EventQuery],
  ['post', '/events', nothing],
  ['get', '/scaling', ScalingQuery],
  ['get', '/scaling/overview', ScalingOverviewQuery],
  ['get', '/logs/search', LogQuery],
  ['get', '/logs/templates', TemplateQuery],
  ['get', '/logs/context', LogContextQuery],
  ['get', '/logs/tail', LogTailQuery],
  ['get', '/recommendations', RecommendationQuery],
  ['get', '/recommendations/{id}', nothing],
  ['get', '/reports/capacity', CapacityReviewQuery],
  ['get', '/reports/capacity.csv', CapacityReviewCsvQuery],
  ['get', '/reports/capacity/weeks', nothing],
  ['get', '/reports/capacity/actions', ReviewActionQuery],
  ['post', '/reports/capacity/actions', nothing],
  ['patch', '/reports/capacity/actions/{id}', nothing],
  ['get', '/collection', nothing],
  ['get', '/collection/cost', nothing],
  ['get', '/collection/permissions', nothing],
  ['get', '/collection/completeness', CompletenessQuery],
  ['post', '/collection/accept-cost', nothing],
  ['get', '/collection/metric-groups', nothing],
  ['patch', '/collection/metric-groups/{id}', nothing],
  ['get', '/scopes', nothing],
  ['get', '/stream', StreamQuery],
  ['get', '/resources/{id}/launch-type-cost', nothing],
  ['get', '/settings/labels', nothing],
  ['put', '/settings/labels', nothing],
  ['post', '/settings/labels/preview', nothing],
  ['get', '/settings/logs', nothing],
  ['put', '/settings/logs', nothing],
  ['get', '/commits', CommitQuery],
  ['get', '/settings/commits', nothing],
  ['put', '/settings/commits', nothing],
  ['post', '/settings/commits/preview', nothing],
  ['get', '/tokens', PageQuery],
  ['post', '/tokens', nothing],
  ['delete', '/tokens/{id}', nothing],
  ['delete', '/alert-rules/overrides/{id}', nothing],
  ['delete', '/notification-channels/{id}', nothing],
  ['get', '/alert-rules', nothing],
  ['get', '/alerts', AlertQuery],
  ['get', '/alerts/{id}', nothing],
  ['get', '/heartbeat', nothing],
  ['get', '/incidents', IncidentQuery],
  ['get', '/incidents/{id}', OneIncidentQuery],
  ['get', '/notification-channels', nothing],
  ['get', '/notification-deliveries', DeliveryQuery],
  ['get', '/silences', PageQuery],
  ['patch', '/alert-rules/overrides/{id}', nothing],
  ['patch', '/notification-channels/{id}', nothing],
  ['post', '/alert-rules/overrides', nothing],
  ['post', '/alert-rules/preview', nothing],
  ['post', '/alerts/{id}/ack', nothing],
  ['post', '/alerts/{id}/assign', nothing],
  ['post', '/alerts/{id}/note', nothing],
  ['post', '/alerts/{id}/resolve', nothing],
  ['post', '/alerts/{id}/snooze', nothing],
  ['post', '/incidents/bulk', nothing],
  ['post', '/incidents/{id}/ack', nothing],
  ['post', '/incidents/{id}/assign', nothing],
  ['post', '/incidents/{id}/note', nothing],
  ['post', '/incidents/{id}/resolve', nothing],
  ['post', '/incidents/{id}/snooze', nothing],
  ['post', '/notification-channels', nothing],
  ['post', '/notification-channels/{id}/test', nothing],
  ['post', '/silences', nothing],
  ['post', '/silences/preview', nothing],
  ['post', '/silences/{id}/end', nothing],
  ['put', '/heartbeat', nothing],
];

function operation(method: Method, path: string): Operation | undefined {
  return document.paths[`/api/v1${path}`]?.[method] as Operation | undefined;
}

describe('the OpenAPI document', () => {
  it('has every route, and no other', () => {
    const stated = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(stated.sort()).toEqual(ROUTES.map(([method, path]) => `${method} /api/v1${path}`).sort());
  });

  it.each(ROUTES)('states what %s %s takes, answers and is for', (method, path, query) => {
    const stated = operation(method, path);
    const named = (place: string): string[] =>
      (stated?.parameters ?? []).filter((parameter) => parameter.in === place).map(({ name }) => name);
    expect(named('query').sort()).toEqual(Object.keys(query.shape).sort());
    expect(named('path')).toEqual(path.includes('{id}') ? ['id'] : []);
    expect(stated?.requestBody !== undefined).toBe(
      !['get', 'delete'].includes(method) && !WITHOUT_BODY.has(path),
    );
    expect(stated?.summary).toMatch(/\w+/);
    const [answer] = Object.values(stated?.responses['200']?.content ?? {});
    const name = answer?.schema.$ref?.split('/').at(-1) ?? '';
    expect(Object.keys(document.components?.schemas ?? {})).toContain(name);
    const problem = stated?.responses['default']?.content?.['application/problem+json'];
    expect(problem?.schema.$ref).toBe('#/components/schemas/Problem');
  });

  it('refers only to schemas that it has', () => {
    const names = new Set(Object.keys(document.components?.schemas ?? {}));
    const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(referred.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('the documentation page', () => {
  it('names every route and schema, and needs neither scripts nor the internet', async () => {
    const response = await fetch(`${app.url}/api/v1/docs`);
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    for (const [method, path] of ROUTES) expect(html).toContain(`${method.toUpperCase()} /api/v1${path}`);
    for (const name of Object.keys(document.components?.schemas ?? {}))
      expect(html).toContain(`id="${name}"`);
    expect(html).not.toMatch(/<script|https?:\/\/|<link|@import/);
  });
});
