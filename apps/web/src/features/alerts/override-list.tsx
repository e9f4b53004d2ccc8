'use client';
import type { AlertOverride, AlertRuleItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useSend } from '@/lib/api/hooks';

/** The numbers that people changed of a rule: for what, to what, by whom and why. */
export function OverrideList({ rule }: { rule: AlertRuleItem }) {
  const t = useTranslations('alerts.override');
  const send = useSend<AlertOverride>(['/alert-rules']);
  if (rule.overrides.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 text-table">
      {rule.overrides.map((each) => (
        <li key={each.id} className="flex flex-wrap items-center gap-x-2">
          <b className="font-semibold">
            {each.resource?.name ??
              ([each.labels?.environment, each.labels?.team].filter(Boolean).join(' · ') || t('everything'))}
          </b>
          <span>
            {each.enabled ? null : t('off')}
            {each.threshold === null ? null : ` ${t('threshold', { threshold: each.threshold })}`}
            {each.forSeconds === null ? null : ` ${t('for', { minutes: each.forSeconds / 60 })}`}
            {each.notifies === null ? null : ` ${t(each.notifies ? 'notifies' : 'quiet')}`}
          </span>
          <span className="text-small text-muted">
            {each.reason} · {each.updatedBy} · <Time at={each.updatedAt} />
          </span>
          <Button
            look="quiet"
            disabled={send.isPending}
            onClick={() =>
              send.mutate({
                path: `/alert-rules/overrides/${encodeURIComponent(each.id)}`,
                method: 'DELETE',
                version: each.version,
              })
            }
          >
            {t('remove')}
          </Button>
        </li>
      ))}
      {send.error ? <ErrorState error={send.error} /> : null}
    </ul>
  );
}
