'use client';
import type { Recommendation } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { Panel } from '@/components/ui/panel';

/** The exact change to make, ready to copy; Danji makes none itself. */
export function ChangeToCopy({ change }: { change: Recommendation['change'] }) {
  const t = useTranslations('recommendations.detail');
  if (change.length === 0) return null;
  return (
    <Panel title={t('change')} hint={t('changeHint')}>
      <div className="flex flex-col gap-3">
        {change.map((each) => (
          <div key={each.label}>
            <div className="flex items-center justify-between gap-2">
              <span className="text-small font-semibold text-muted">{each.label}</span>
              <CopyButton text={each.text} label={t('copy', { label: each.label })} />
            </div>
            <pre
              tabIndex={0}
              className="overflow-x-auto rounded-control bg-sunken px-2.5 py-2 font-mono text-small whitespace-pre"
            >
              {each.text}
            </pre>
          </div>
        ))}
      </div>
    </Panel>
  );
}
