'use client';
import type { ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EnvironmentBadge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { ExternalLink } from '@/components/ui/external-link';
import { PageHead } from '@/components/ui/page-head';
import { StatusMark } from '@/components/ui/status';
import { Trail } from '@/components/ui/trail';
import { useLocalised } from '@/lib/use-localised';

interface Props {
  item: ResourceItem;
  /** The list that it stands in. */
  list: { href: string; name: string };
  badges?: ReactNode;
  /** What the page says where nothing is wrong. */
  calm: ReactNode;
  /** Said after the gravest reason or the calm sentence. */
  more?: ReactNode;
  figures?: ReactNode;
  /** Copy buttons before that of the ARN. */
  actions?: ReactNode;
}

/** What the page of one resource opens with: where it stands, its name and status, its gravest reason, its figures. */
export function ResourceHead({ item, list, badges, calm, more, figures, actions }: Props) {
  const t = useTranslations('common');
  return (
    <PageHead
      trail={<Trail item={item} list={{ href: list.href, label: list.name }} />}
      title={item.name}
      badges={
        <>
          <EnvironmentBadge environment={item.environment} />
          {badges}
          <span className="text-table font-semibold">
            <StatusMark status={item.status} />
          </span>
        </>
      }
      sentence={
        <>
          <Reason item={item} calm={calm} /> {more}
        </>
      }
      figures={
        <>
          {figures}
          <div className="flex flex-wrap items-center gap-2">
            {actions}
            <CopyButton text={item.arn} label={t('copyArn')} />
            <ExternalLink href={item.consoleUrl}>{t('openInAws')}</ExternalLink>
          </div>
        </>
      }
    />
  );
}

function Reason({ item, calm }: { item: ResourceItem; calm: ReactNode }) {
  const localised = useLocalised();
  const reason = item.reasons[0];
  const text = localised(reason?.text) || reason?.message;
  if (!text) return calm;
  const tone = item.status === 'critical' ? 'text-critical' : item.status === 'warning' ? 'text-warning' : '';
  return <span className={`font-semibold ${tone}`}>{text}.</span>;
}

/** Charts and lists at the left, facts at the right; one column where there is no room for two. */
export function ResourceColumns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="grid items-start gap-3.5 wide:grid-cols-[minmax(0,1fr)_340px]">
      <div className="flex min-w-0 flex-col gap-3.5">{main}</div>
      <div className="flex min-w-0 flex-col gap-3.5">{side}</div>
    </div>
  );
}
