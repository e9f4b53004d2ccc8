'use client';
import { LOG_LEVELS, type MetricsAnswer, type ResourceItem, type ServiceAttributes } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import {
  ChartPanel,
  MARKED_KINDS,
  marksOf,
  prepareBars,
  prepareSteps,
  TimeSeriesChart,
  type LineSpec,
  type Mark,
  type Threshold,
} from '@/components/charts';
import { useEvents, useLogs, useMetrics, useScaling, useTasks, type ApiQuery } from '@/lib/api/hooks';
import { duration } from '@/lib/format/time';
import { useRangeParams } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { bucketGrid, bucketStops, knownFrom, startUpModel } from './model/buckets';
import { serviceQueries } from './service-queries';

const MOST = 500;
const STOP_BUCKETS = 96;

/** Six charts on one time axis with the same marks: tasks, CPU, memory, stops, log lines, start-up. */
export function ServiceCharts({
  item,
  attributes,
}: {
  item: ResourceItem;
  attributes: ServiceAttributes | null;
}) {
  const l = useLocalised();
  const queries = useMemo(() => serviceQueries(item.id), [item.id]);
  const metrics = useMetrics(queries);
  const changes = useEvents(
    { resource: item.id, kinds: MARKED_KINDS, fold: true, limit: MOST },
    { ids: [item.id] },
  );
  const marks = useMemo(() => marksOf(changes.data?.items ?? [], l), [changes.data, l]);
  const shared = { id: item.id, known: knownFrom(item.firstSeen), metrics, marks };
  return (
    <div className="grid grid-cols-3 gap-3.5 max-wide:grid-cols-2 max-rail:grid-cols-1">
      <TasksChart {...shared} />
      <UtilisationCharts metrics={metrics} marks={marks} attributes={attributes} />
      <StopsChart {...shared} />
      <LogsChart {...shared} />
      <StartUpChart {...shared} revision={attributes?.revision ?? null} />
    </div>
  );
}

interface Shared {
  id: string;
  /** Since when stops are known, epoch ms. */
  known: number;
  metrics: ApiQuery<MetricsAnswer>;
  marks: readonly Mark[];
}

/** The range as the metrics answer resolved it: all charts of the page stand on it. */
function useResolved(metrics: ApiQuery<MetricsAnswer>): { from: number; to: number } | null {
  const answer = metrics.data;
  return useMemo(
    () => (answer ? { from: Date.parse(answer.from), to: Date.parse(answer.to) } : null),
    [answer],
  );
}

function TasksChart({ id, metrics, marks }: Shared) {
  const t = useTranslations('service.chart');
  const scaling = useScaling(id);
  const range = useResolved(metrics);
  const data = scaling.data;
  const model = useMemo(() => {
    if (!data || !range) return null;
    const limits: Threshold[] =
      data.maximum === null ? [] : [{ value: data.maximum, label: t('maximum'), kind: 'limit' }];
    return prepareSteps(
      range.from,
      range.to,
      [
        { id: 'desired', label: t('desired'), colour: 'muted', look: 'dashed', points: data.series.desired },
        { id: 'running', label: t('running'), colour: 1, look: 'line', points: data.series.running },
      ],
      { thresholds: limits },
    );
  }, [data, range, t]);
  return <ChartPanel title={t('tasks')} hint={t('tasksHint')} model={model} query={scaling} marks={marks} />;
}

/** The target of a target-tracking policy on a metric, as a dashed line. */
function targetOf(
  attributes: ServiceAttributes | null,
  metric: string,
  label: (value: number) => string,
): Threshold[] {
  const policies = attributes?.scaling?.policies ?? [];
  return policies.flatMap((policy) =>
    policy.target !== null && (policy.metric ?? '').includes(metric)
      ? [{ value: policy.target, label: label(policy.target), kind: 'target' as const }]
      : [],
  );
}

function UtilisationCharts({
  metrics,
  marks,
  attributes,
}: Pick<Shared, 'metrics' | 'marks'> & { attributes: ServiceAttributes | null }) {
  const t = useTranslations('service.chart');
  const lines = useMemo(
    (): Record<'cpu' | 'memory', LineSpec[]> => ({
      cpu: [{ id: 'cpu', label: t('average'), colour: 3, band: { highId: 'cpuMax' } }],
      memory: [{ id: 'memory', label: t('average'), colour: 2, band: { highId: 'memoryMax' } }],
    }),
    [t],
  );
  const limits = useMemo(() => {
    const target = (metric: string): Threshold[] =>
      targetOf(attributes, metric, (value) => t('target', { value }));
    return {
      cpu: target('CPU'),
      memory: [...target('Memory'), { value: 100, label: t('limit'), kind: 'limit' as const }],
    };
  }, [attributes, t]);
  return (
    <>
      <TimeSeriesChart
        title={t('cpu')}
        hint={t('bandHint')}
        query={metrics}
        lines={lines.cpu}
        thresholds={limits.cpu}
        marks={marks}
      />
      <TimeSeriesChart
        title={t('memory')}
        hint={t('bandHint')}
        query={metrics}
        lines={lines.memory}
        thresholds={limits.memory}
        marks={marks}
      />
    </>
  );
}

function StopsChart({ id, known, metrics, marks }: Shared) {
  const t = useTranslations('service.chart');
  const locale = useLocale();
  const range = useResolved(metrics);
  const stops = useEvents({ resource: id, kinds: 'task_stop', limit: MOST }, { ids: [id] });
  const data = stops.data;
  const cut = range ? bucketGrid(range.from, range.to, STOP_BUCKETS) : null;
  const stepMs = cut?.stepMs ?? 0;
  const model = useMemo(() => {
    if (!data || !range) return null;
    const { grid, stepMs: step } = bucketGrid(range.from, range.to, STOP_BUCKETS);
    const buckets = bucketStops(
      data.items.map((event) => ({
        at: Date.parse(event.at),
        abnormal: event.params.abnormal === true || event.severity !== 'info',
        count: event.count,
      })),
      grid,
      step,
      known,
    );
    return prepareBars(buckets.t, step / 1000, range, [
      { id: 'planned', label: t('planned'), colour: 'planned', values: buckets.planned },
      { id: 'abnormal', label: t('abnormal'), colour: 'critical', values: buckets.abnormal },
    ]);
  }, [data, range, known, t]);
  const partial =
    !data || !cut
      ? undefined
      : data.nextCursor
        ? t('newestOnly', { count: MOST })
        : t('per', { step: duration(stepMs / 1000, locale) });
  return <ChartPanel title={t('stops')} hint={partial} model={model} query={stops} marks={marks} />;
}

function LogsChart({ id, metrics, marks }: Shared) {
  const t = useTranslations('service.chart');
  const locale = useLocale();
  const range = useResolved(metrics);
  const logs = useLogs({ resource: id, limit: 1 }, { ids: [id] });
  const counts = logs.data?.counts;
  const model = useMemo(() => {
    if (!counts || !range) return null;
    const sum = (levels: readonly (typeof LOG_LEVELS)[number][]): (number | null)[] =>
      counts.t.map((_, i) => {
        const known = levels.map((level) => counts.levels[level]?.[i] ?? null).filter((n) => n !== null);
        return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
      });
    return prepareBars(counts.t, counts.step, range, [
      { id: 'warn', label: t('warnings'), colour: 'warning', values: sum(['warn']) },
      { id: 'error', label: t('errors'), colour: 'critical', values: sum(['error', 'fatal']) },
    ]);
  }, [counts, range, t]);
  const covered = (counts?.coverage ?? []).filter((share) => share !== null);
  const coverage = covered.length === 0 ? 0 : covered.reduce((a, b) => a + b, 0) / covered.length;
  const hint = !counts
    ? undefined
    : coverage < 0.995
      ? t('coverage', { percent: Math.round(coverage * 100) })
      : t('per', { step: duration(counts.step, locale) });
  return (
    <ChartPanel
      title={t('logs')}
      hint={hint}
      model={model}
      query={logs}
      marks={marks}
      emptyText={t('logsEmpty')}
    />
  );
}

function StartUpChart({ id, known, metrics, marks, revision }: Shared & { revision: number | null }) {
  const t = useTranslations('service.chart');
  const params = useRangeParams();
  const range = useResolved(metrics);
  const tasks = useTasks({ service: id, ...params, limit: MOST }, { ids: [id] });
  const data = tasks.data;
  const model = useMemo(() => {
    if (!data || !range) return null;
    const starts = data.items.flatMap((task) =>
      task.startedAt === null
        ? []
        : [
            {
              at: Date.parse(task.startedAt),
              seconds: (Date.parse(task.startedAt) - Date.parse(task.createdAt)) / 1000,
              current: task.revision === revision,
            },
          ],
    );
    return startUpModel(range.from, range.to, starts, known, {
      current: t('revision', { revision: revision ?? 0 }),
      earlier: t('earlier'),
    });
  }, [data, range, revision, known, t]);
  return (
    <ChartPanel
      title={t('startUp')}
      hint={t('startUpHint')}
      model={model}
      query={tasks}
      marks={marks}
      emptyText={t('startUpEmpty')}
    />
  );
}
