'use client';
import { ServiceAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Meter } from '@/components/ui/meter';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { attributesOf } from '@/lib/api/attributes';
import { mib, vcpu } from '@/lib/format/value';
import { useClusterServices } from './use-cluster-services';

interface Use {
  item: ResourceItem;
  cpu: number;
  memory: number;
}
const SHOWN = 6;

/** What a Fargate cluster takes: running tasks times their size, the largest services first. */
export function FargateUse({ id }: { id: string }) {
  const t = useTranslations('clusters.capacity');
  const services = useClusterServices(id);
  const uses = useMemo(
    () =>
      (services.data?.items ?? [])
        .flatMap((item): Use[] => {
          const a = attributesOf(ServiceAttributes, item);
          return a
            ? [{ item, cpu: a.running * (a.taskCpu ?? 0), memory: a.running * (a.taskMemory ?? 0) }]
            : [];
        })
        .sort((a, b) => b.cpu - a.cpu || b.memory - a.memory),
    [services.data],
  );
  const total = uses.reduce((sum, use) => ({ cpu: sum.cpu + use.cpu, memory: sum.memory + use.memory }), {
    cpu: 0,
    memory: 0,
  });
  return (
    <Await query={services} height={150}>
      {() =>
        total.cpu === 0 ? (
          <Empty title={t('fargate')} height={150}>
            {t('fargateHint')}
          </Empty>
        ) : (
          <>
            <p className="mb-2">{t('fargateTotal', { cpu: vcpu(total.cpu), memory: mib(total.memory) })}</p>
            <ul>
              {uses.slice(0, SHOWN).map((use) => (
                <UseRow key={use.item.id} use={use} total={total.cpu} />
              ))}
            </ul>
          </>
        )
      }
    </Await>
  );
}

function UseRow({ use, total }: { use: Use; total: number }) {
  const t = useTranslations('clusters.capacity');
  const percent = Math.round((use.cpu / total) * 100);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(60px,200px)_auto] items-center gap-3 py-0.5">
      <ResourceLink
        kind="ecs_service"
        id={use.item.id}
        className="truncate underline-offset-2 hover:underline"
      >
        {use.item.name}
      </ResourceLink>
      <Meter part={use.cpu / total} label={t('shareOfCpu', { percent })} />
      <span className="text-right text-small whitespace-nowrap text-muted">
        {vcpu(use.cpu)}, {mib(use.memory)}
      </span>
    </li>
  );
}
