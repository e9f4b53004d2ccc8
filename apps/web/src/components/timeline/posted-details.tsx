'use client';
import type { EventItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { ExternalLink } from '@/components/ui/external-link';

/** What whoever posted an event added: its revision, where to read more, and which resources it is about. */
export function PostedDetails({ event }: { event: EventItem }) {
  const t = useTranslations('timeline.posted');
  const revision = event.type === 'posted' ? event.params.revision : undefined;
  const labels = Object.entries(event.labels ?? {}).filter(([, values]) => values.length > 0);
  return (
    <>
      {typeof revision === 'string' ? <code className="ml-1.5 font-mono text-small">{revision}</code> : null}
      {event.url === null ? null : (
        <>
          {' '}
          <ExternalLink href={event.url}>{t('open')}</ExternalLink>
        </>
      )}
      {event.labels === null ? null : (
        <span className="text-muted">
          {' · '}
          {labels.length === 0
            ? t('wholeFleet')
            : labels.map(([label, values]) => `${label} ${values.join(', ')}`).join(' · ')}
        </span>
      )}
    </>
  );
}
