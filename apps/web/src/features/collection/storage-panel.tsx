'use client';
import type { CollectionStatus } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { Time } from '@/components/ui/time';
import { Definition, Definitions } from '@/features/fleet';
import { duration } from '@/lib/format/time';
import { formatValue, integer } from '@/lib/format/value';

/** How large the memory is, and how this Danji runs. */
export function StoragePanel({ status }: { status: CollectionStatus }) {
  const t = useTranslations('collection.storage');
  const locale = useLocale();
  const { storage, metrics } = status;
  const perSample = storage.samples > 0 ? storage.metricBytes / storage.samples : null;
  return (
    <Panel title={t('title')}>
      <div className="grid gap-x-8 gap-y-1 phone:grid-cols-2">
        <Definitions>
          <Definition name={t('database')}>{formatValue(storage.databaseBytes, 'bytes')}</Definition>
          <Definition name={t('metrics')}>{formatValue(storage.metricBytes, 'bytes')}</Definition>
          <Definition name={t('samples')}>{integer(storage.samples)}</Definition>
          <Definition name={t('perSample')}>{perSample === null ? '–' : perSample.toFixed(1)}</Definition>
          <Definition name={t('taskRuns')}>{integer(storage.taskRuns)}</Definition>
        </Definitions>
        <Definitions>
          <Definition name={t('poll')}>{duration(status.pollSeconds, locale)}</Definition>
          <Definition name={t('next')}>
            {metrics.nextPollAt ? <Time at={metrics.nextPollAt} /> : '–'}
          </Definition>
          <Definition name={t('mode')}>{t(status.mode)}</Definition>
          <Definition name={t('version')}>{status.version}</Definition>
        </Definitions>
      </div>
    </Panel>
  );
}
