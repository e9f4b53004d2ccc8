'use client';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  CollectionStatus,
  DeploymentItem,
  EventItem,
  List,
  LogAnswer,
  MetricsAnswer,
  Overview,
  RecommendationList,
  ResourceItem,
  RevisionItem,
  ScalingAnswer,
  ScopeItem,
  StatementsAnswer,
  StreamTopic,
  TaskList,
} from '@danji/shared';
import { useMemo } from 'react';
import { isRelative, resolveRange } from '../range/range';
import { COMPARE_MS, useCompare, useLabels, useRange, useRangeParams, useZone } from '../url/view';
import { earlier, withComparison } from './comparison';
import { now } from '../clock';
import { displayName } from '../display-name';
import { ApiError, apiUrl, request, type QueryParams } from './client';
import { useLive } from './live';

export type ApiQuery<T> = UseQueryResult<T, Error>;

export interface ApiOptions {
  /** Stream topics after which the answer is old. */
  topics?: readonly StreamTopic[];
  ids?: readonly string[];
  enabled?: boolean;
  /** Polls besides the stream; for answers whose age itself matters. */
  refetchSeconds?: number;
  /** Metrics only: at most this many buckets; a table cell needs fewer than a chart. */
  points?: number;
}

/** GET of one contract route. The previous answer stays on screen while the next one comes. */
export function useApi<T>(path: string, params: QueryParams = {}, options: ApiOptions = {}): ApiQuery<T> {
  const { live } = useLive();
  const url = apiUrl(path, params);
  return useQuery<T>({
    queryKey: ['api', url],
    queryFn: ({ signal }) => request<T>(url, { signal }),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: live && options.refetchSeconds ? options.refetchSeconds * 1000 : false,
    meta: { topics: options.topics ?? [], ids: options.ids },
  });
}

export interface SendInput {
  path: string;
  /** POST when absent. */
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** The version that was read, for items that carry one; a lost race answers CONFLICT. */
  version?: number;
}

/** A write to one contract route; afterwards every visible query whose address begins with one of `stale` is asked again. */
export function useSend<T>(stale: readonly string[]): UseMutationResult<T, Error, SendInput> {
  const client = useQueryClient();
  return useMutation<T, Error, SendInput>({
    mutationFn: ({ path, method = 'POST', body, version }) =>
      request<T>(apiUrl(path), {
        method,
        ...(method === 'DELETE' ? {} : { body: JSON.stringify(body ?? {}) }),
        headers: { ...whoActs(), ...(version === undefined ? {} : { 'if-match': String(version) }) },
      }),
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => stale.some((path) => String(queryKey[1]).startsWith(apiUrl(path))),
      }),
  });
}

/** Until there is sign-in, what somebody does stands beside the name that they gave. */
function whoActs(): Record<string, string> {
  const name = displayName();
  return name === '' ? {} : { 'x-danji-name': encodeURIComponent(name) };
}

/** Denied, missing and malformed requests stay so; only what may pass by itself is asked again. */
export function mayRetry(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429)
    return false;
  return failures < 2;
}

export function useOverview(): ApiQuery<Overview> {
  const [labels] = useLabels();
  const range = useRangeParams();
  const { zone } = useZone();
  return useApi(
    '/overview',
    { ...range, tz: zone, ...labels },
    {
      topics: ['resources', 'tasks', 'events', 'metrics', 'collection'],
      refetchSeconds: 30,
    },
  );
}

/** Resources of the given kinds with the top bar's filters; `params` adds any filter of the contract. */
export function useResources(params: QueryParams, options: ApiOptions = {}): ApiQuery<List<ResourceItem>> {
  const [labels] = useLabels();
  return useApi(
    '/resources',
    { ...labels, ...params },
    { topics: ['resources'], refetchSeconds: 60, ...options },
  );
}

export function useResource(id: string | null): ApiQuery<ResourceItem> {
  return useApi(
    `/resources/${encodeURIComponent(id ?? '')}`,
    {},
    {
      topics: ['resources'],
      ...(id ? { ids: [id] } : {}),
      enabled: id !== null,
      refetchSeconds: 30,
    },
  );
}

export function useRevisions(id: string): ApiQuery<List<RevisionItem>> {
  return useApi(
    `/resources/${encodeURIComponent(id)}/revisions`,
    { limit: 50 },
    { topics: ['resources'], ids: [id] },
  );
}

export function useEvents(params: QueryParams, options: ApiOptions = {}): ApiQuery<List<EventItem>> {
  const range = useRangeParams();
  return useApi(
    '/events',
    { ...range, ...params },
    { topics: ['events', 'deployments', 'scaling'], ...options },
  );
}

export function useDeployments(params: QueryParams): ApiQuery<List<DeploymentItem>> {
  return useApi('/deployments', params, { topics: ['deployments', 'tasks'] });
}

export function useScaling(resource: string): ApiQuery<ScalingAnswer> {
  const range = useRangeParams();
  return useApi('/scaling', { resource, ...range }, { topics: ['scaling', 'resources'], refetchSeconds: 60 });
}

/** Statements of a database in the range; `load` also asks Performance Insights, which is a call of AWS. */
export function useStatements(id: string, load: boolean): ApiQuery<StatementsAnswer> {
  const range = useRangeParams();
  return useApi(
    `/resources/${encodeURIComponent(id)}/statements`,
    { ...range, limit: 20, ...(load ? { load: 'true' } : {}) },
    { topics: ['logs'], ids: [id] },
  );
}

export function useTasks(params: QueryParams, options: ApiOptions = {}): ApiQuery<TaskList> {
  return useApi('/tasks', params, { topics: ['tasks'], refetchSeconds: 30, ...options });
}

export function useLogs(params: QueryParams, options: ApiOptions = {}): ApiQuery<LogAnswer> {
  const range = useRangeParams();
  return useApi('/logs/search', { ...range, ...params }, { topics: ['logs'], ...options });
}

export function useRecommendations(params: QueryParams = {}): ApiQuery<RecommendationList> {
  const [labels] = useLabels();
  return useApi('/recommendations', { ...labels, ...params }, { topics: ['recommendations'] });
}

export function useCollection(): ApiQuery<CollectionStatus> {
  return useApi('/collection', {}, { topics: ['collection'], refetchSeconds: 15 });
}

export function useScopes(): ApiQuery<List<ScopeItem>> {
  return useApi('/scopes');
}

export interface MetricRequest {
  id: string;
  resource: string;
  metric: string;
  stat: string;
}

/** At most this many buckets: one per two pixels of a wide chart. */
export const CHART_POINTS = 360;

/** How often a live range fetches again: once per bucket, between 30 s and 10 min. */
export function liveSeconds(spanMs: number): number {
  return Math.min(600, Math.max(30, Math.round(spanMs / 1000 / CHART_POINTS)));
}

/** All series of a page in one request and on one time grid. Ids are yours to find the series again. */
export function useMetrics(
  queries: readonly MetricRequest[],
  options: ApiOptions = {},
): ApiQuery<MetricsAnswer> {
  const { live } = useLive();
  const { range } = useRange();
  const { zone } = useZone();
  const { from, to } = useRangeParams();
  const points = options.points ?? CHART_POINTS;
  const body = useMemo(
    () => JSON.stringify({ from, to, points, tz: zone, queries }),
    [from, to, points, zone, queries],
  );
  const refetchInterval = (): number | false => {
    if (!live || !isRelative(range)) return false;
    const resolved = resolveRange(range, now(), zone);
    return liveSeconds(resolved.to - resolved.from) * 1000;
  };
  const present = useQuery<MetricsAnswer>({
    queryKey: ['metrics', body],
    queryFn: ({ signal }) => postMetrics(body, signal),
    placeholderData: keepPreviousData,
    enabled: queries.length > 0 && (options.enabled ?? true),
    refetchInterval,
    meta: { topics: isRelative(range) ? ['metrics'] : [], ids: [...new Set(queries.map((q) => q.resource))] },
  });
  const before = useEarlier(present.data, body, options.enabled ?? true);
  const data = useMemo(
    () => (present.data && before ? withComparison(present.data, before) : present.data),
    [present.data, before],
  );
  return data === present.data ? present : ({ ...present, data } as ApiQuery<MetricsAnswer>);
}

function postMetrics(body: string, signal: AbortSignal): Promise<MetricsAnswer> {
  return request<MetricsAnswer>('/api/v1/metrics/query', { method: 'POST', body, signal });
}

/** The same series in the window that the page is compared with; undefined while it is compared with none. */
function useEarlier(
  answer: MetricsAnswer | undefined,
  body: string,
  enabled: boolean,
): MetricsAnswer | undefined {
  const [compare] = useCompare();
  const earlierBody = useMemo(
    () =>
      answer && compare
        ? JSON.stringify({ ...JSON.parse(body), ...earlier(answer, COMPARE_MS[compare]) })
        : null,
    [answer, compare, body],
  );
  const { data } = useQuery<MetricsAnswer>({
    queryKey: ['metrics', earlierBody],
    queryFn: ({ signal }) => postMetrics(earlierBody ?? '', signal),
    placeholderData: keepPreviousData,
    enabled: enabled && earlierBody !== null,
  });
  return earlierBody === null ? undefined : data;
}
