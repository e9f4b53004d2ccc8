'use client';
import type { DeploymentDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { Panel } from '@/components/ui/panel';

/** The exact commands to stop the rollout and to go back. */
export function CommandsPanel({ item }: { item: DeploymentDetail }) {
  const t = useTranslations('deployments.commands');
  const { stop, rollback } = item.commands;
  const shown = [
    [t('stop'), stop],
    [t('rollback', { revision: item.previousRevision ?? 0 }), rollback],
  ].flatMap(([label, text]) => (label && text ? [{ label, text }] : []));
  return (
    <Panel title={t('title')} hint={t('hint')}>
      {shown.length === 0 ? <p className="text-small text-muted">{t('none')}</p> : null}
      <div className="flex flex-col gap-3">
        {shown.map(({ label, text }) => (
          <div key={label}>
            <div className="flex items-center justify-between gap-2">
              <span className="text-small font-semibold text-muted">{label}</span>
              <CopyButton text={text} label={t('copy', { label })} />
            </div>
            <pre
              tabIndex={0}
              className="overflow-x-auto rounded-control bg-sunken px-2.5 py-2 font-mono text-small whitespace-pre"
            >
              {text}
            </pre>
          </div>
        ))}
      </div>
    </Panel>
  );
}
