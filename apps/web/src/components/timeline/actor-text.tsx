'use client';
import type { ChangeActor } from '@danji/shared';
import { useTranslations } from 'next-intl';

/** Who did it, by which call and from where; a service of AWS acts by itself and from nowhere. */
export function ActorText({ actor }: { actor: ChangeActor }) {
  const t = useTranslations('timeline.actor');
  const detail = [actor.action, actor.source === null ? null : t('from', { source: actor.source })];
  return (
    <span className="text-muted">
      {' · '}
      {t(actor.kind === 'service' ? 'service' : 'by', { name: actor.name })}
      <span className="text-faint"> ({detail.filter((text) => text !== null).join(', ')})</span>
    </span>
  );
}
