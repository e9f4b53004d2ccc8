'use client';
import type { ResourceItem, ServiceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Fact } from '@/components/ui/fact';
import { Figure } from '@/components/ui/page-head';
import { reading, type Reading } from '@/features/fleet';
import { useMetrics } from '@/lib/api/hooks';
import { parts } from '@/lib/format/value';
import { serviceQueries } from './service-queries';

const HOT = 90;

/** Running against desired, failed tasks of the rollout, CPU now, the highest memory. */
export function ServiceFigures({ item, attributes }: { item: ResourceItem; attributes: ServiceAttributes }) {
  const t = useTranslations('service.figure');
  const queries = useMemo(() => serviceQueries(item.id), [item.id]);
  const { data: answer } = useMetrics(queries);
  const rollout = attributes.rollout;
  const cpu = reading(answer, item.id, 'CPUUtilization', 'Average', 'latest');
  const memory = reading(answer, item.id, 'MemoryUtilization', 'Maximum', 'max');
  return (
    <>
      <Figure
        value={
          <Fact
            of={{ k: 'count', what: 'tasks', filter: { service: item.id, state: 'RUNNING' } }}
            value={attributes.running}
          >
            {attributes.running}
          </Fact>
        }
        unit={t('of', { desired: attributes.desired })}
        tone={attributes.running < attributes.desired ? 'warning' : 'plain'}
        label={attributes.pending > 0 ? t('runningPending', { count: attributes.pending }) : t('running')}
      />
      {rollout && rollout.failedTasks > 0 ? (
        <Figure
          value={rollout.failedTasks}
          tone="critical"
          label={t('failed', { revision: rollout.revision })}
        />
      ) : null}
      <ReadingFigure reading={cpu} label={t('cpu')} />
      <ReadingFigure reading={memory} label={t('memory')} />
    </>
  );
}

function ReadingFigure({ reading: found, label }: { reading: Reading | null; label: string }) {
  if (!found || found.value === null) return <Figure value="–" label={label} />;
  const { figure, unit } = parts(found.value, 'percent');
  return (
    <Figure
      value={
        <Fact of={found.fact} value={found.value}>
          {figure}
        </Fact>
      }
      unit={unit}
      tone={found.value >= HOT ? 'warning' : 'plain'}
      label={label}
    />
  );
}
