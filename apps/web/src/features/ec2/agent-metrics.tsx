'use client';
import type { CatalogueItem, ContainerInstanceAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { Panel } from '@/components/ui/panel';
import { ResourceCharts, useMetricCatalogue, type ChartSpec } from '@/features/fleet';
import { useHref } from '@/lib/url/view';
import { diskPath, rootFirst } from './model/disk-path';
import { ReservedMemory } from './reserved-memory';

type Words = ReturnType<typeof useTranslations<'ec2.agentMetrics'>>;
const MEMORY = 'mem_used_percent';
const DISK = 'disk_used_percent';

/**
 * Memory and disks, which only the CloudWatch agent on the instance can tell. Without it the page says so, and what ECS
 * has reserved, never a guess of what is used.
 */
export function AgentMetrics({
  item,
  host,
}: {
  item: ResourceItem;
  host: ContainerInstanceAttributes | null;
}) {
  const t = useTranslations('ec2.agentMetrics');
  const href = useHref();
  const catalogue = useMetricCatalogue(item.id);
  const specs = useMemo(() => specsOf(catalogue.data?.items ?? [], t), [catalogue.data, t]);
  if (!catalogue.data) return null;
  if (specs.length > 0) return <ResourceCharts resource={item.id} specs={specs} />;
  return (
    <Panel title={t('title')}>
      <p className="text-table text-muted">
        {t.rich('none', {
          link: (chunks) => (
            <Link href={href('/collection')} className="link">
              {chunks}
            </Link>
          ),
        })}
      </p>
      {host ? <ReservedMemory host={host} /> : null}
    </Panel>
  );
}

function specsOf(items: readonly CatalogueItem[], t: Words): ChartSpec[] {
  const of = (metric: string): CatalogueItem[] =>
    items.filter((each) => each.namespace === 'CWAgent' && each.metric === metric && each.collected === true);
  const memory = of(MEMORY).map((each, i): ChartSpec => ({
    id: `memory${i}`,
    title: t('memory'),
    hint: t('hint'),
    series: [
      [`memory${i}`, each.name, 'Average'],
      [`memory${i}Max`, each.name, 'Maximum'],
    ],
    lines: [{ id: `memory${i}`, label: t('used'), colour: 4, band: { highId: `memory${i}Max` } }],
  }));
  const disks = of(DISK)
    .sort((a, b) => rootFirst(a.name, b.name))
    .map((each, i): ChartSpec => ({
      id: `disk${i}`,
      title: t('disk', { path: diskPath(each.name) ?? '' }),
      hint: t('hint'),
      series: [
        [`disk${i}`, each.name, 'Average'],
        [`disk${i}Max`, each.name, 'Maximum'],
      ],
      lines: [{ id: `disk${i}`, label: t('used'), colour: 3, band: { highId: `disk${i}Max` } }],
      thresholds: [{ value: 90, label: t('full'), kind: 'alert' }],
    }));
  return [...memory.slice(0, 1), ...disks];
}
