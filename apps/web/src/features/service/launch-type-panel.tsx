'use client';
import type { LaunchTypeCost } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FactsList } from '@/components/ui/facts-list';
import { Panel } from '@/components/ui/panel';
import { Await } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { formatValue, mib, usd, vcpu } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';

/** What the same tasks cost on the other launch type. */
export function LaunchTypePanel({ id }: { id: string }) {
  const t = useTranslations('service.launchType');
  const query = useApi<LaunchTypeCost>(`/resources/${encodeURIComponent(id)}/launch-type-cost`);
  return (
    <Panel title={t('title')} hint={query.data ? t('hint', { days: daysOf(query.data) }) : null}>
      <Await query={query} height={140}>
        {(cost) => <Costs cost={cost} />}
      </Await>
    </Panel>
  );
}

function daysOf({ from, to }: LaunchTypeCost): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function Costs({ cost }: { cost: LaunchTypeCost }) {
  const t = useTranslations('service.launchType');
  const locale = useLocale();
  const localised = useLocalised();
  const here = (launchType: string): ReactNode =>
    cost.launchType === launchType ? <span className="block text-small text-muted">{t('here')}</span> : null;
  const month = (value: number): string => t('perMonth', { usd: usd(value, locale) });
  const difference =
    cost.fargateUsd === null || cost.ec2 === null ? null : cost.fargateUsd - cost.ec2.monthlyUsd;
  return (
    <>
      {difference === null ? null : (
        <p className="mb-2 font-semibold">
          {t(difference > 0 ? 'verdict.ec2' : 'verdict.fargate', { usd: usd(Math.abs(difference), locale) })}
        </p>
      )}
      <FactsList
        rows={[
          [
            t('fargate'),
            <span key="fargate" data-testid="fargate-cost">
              {cost.fargateUsd === null ? t('unknown') : month(cost.fargateUsd)}
              {here('FARGATE')}
            </span>,
          ],
          [
            t('ec2'),
            <span key="ec2" data-testid="ec2-cost">
              {cost.ec2 === null
                ? t(cost.fargateUsd === null ? 'unknown' : 'none')
                : month(cost.ec2.monthlyUsd)}
              {cost.ec2 === null ? null : (
                <span className="block text-small text-muted">
                  {t('instances', {
                    count: cost.ec2.instances,
                    type: cost.ec2.type,
                    tasks: cost.ec2.tasksPerInstance,
                    reserved: formatValue(cost.ec2.reserved * 100, 'percent'),
                  })}
                </span>
              )}
              {here('EC2')}
            </span>,
          ],
        ]}
      />
      <p className="mt-2 text-small text-muted">
        {t('tasks', {
          average: formatValue(cost.averageTasks, 'count'),
          highest: formatValue(cost.highestTasks, 'count'),
          cpu: vcpu(cost.cpu),
          memory: mib(cost.memory),
        })}{' '}
        {localised(cost.note)}
      </p>
    </>
  );
}
