'use client';
import type { CollectionStatus } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { Time } from '@/components/ui/time';
import { Definition, Definitions } from '@/features/fleet';
import { duration } from '@/lib/format/time';
import { integer } from '@/lib/format/value';

/** How far back the history is complete, and when the rest will be there. */
export function BackfillPanel({ backfill }: { backfill: CollectionStatus['backfill'] }) {
  const t = useTranslations('collection.backfill');
  const locale = useLocale();
  const percent = Math.max(0, Math.min(100, backfill.percent));
  const running = backfill.state === 'running';
  return (
    <Panel title={t('title')} hint={t(`state.${backfill.state}`)}>
      <div
        role="progressbar"
        aria-label={t('title')}
        aria-valuenow={Math.floor(percent)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-2 rounded-full bg-sunken"
      >
        <div
          className={`h-2 rounded-full ${running ? 'bg-accent' : 'bg-control'}`}
          style={{ width: `${percent}%` }}
        />
      </div>
      <p className="mt-1.5 mb-3 flex flex-wrap justify-between gap-x-4 text-table text-muted">
        <span>
          {t('progress', { done: integer(backfill.pointsDone), expected: integer(backfill.pointsExpected) })}
        </span>
        {running ? (
          <span>
            {backfill.etaSeconds === null
              ? t('noEta')
              : t('eta', { eta: duration(backfill.etaSeconds, locale) })}
          </span>
        ) : null}
      </p>
      <Definitions>
        <Definition name={t('reached')}>
          {backfill.reachedBackTo === null ? '–' : <Time at={backfill.reachedBackTo} />}
        </Definition>
      </Definitions>
    </Panel>
  );
}
