'use client';
import type { DeploymentDetail, TemplateAnswer, TemplateItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Panel } from '@/components/ui/panel';
import { Await } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { formatRange } from '@/lib/range/range';
import { integer } from '@/lib/format/value';
import { useHref } from '@/lib/url/view';

const HOUR_MS = 3_600_000;
/** What the old revision wrote before, and how long the new one is looked at. */
const BEFORE_MS = 6 * HOUR_MS;
const AFTER_MS = 24 * HOUR_MS;
const SHOWN = 5;

/** The kinds of log lines that came and went with a rollout, told by the tasks of both revisions. */
export function RolloutTemplates({ rollout }: { rollout: DeploymentDetail }) {
  const t = useTranslations('logs.rollout');
  const href = useHref();
  const { serviceId, revision, previousRevision: against } = rollout;
  const began = Date.parse(rollout.createdAt);
  const range = {
    from: new Date(began - BEFORE_MS).toISOString(),
    to: new Date(began + AFTER_MS).toISOString(),
  };
  const params = { resource: serviceId, revision, against };
  const comparable = against !== null && against !== revision;
  const query = useApi<TemplateAnswer>(
    '/logs/templates',
    { ...params, ...range, limit: 200 },
    { topics: ['logs'], enabled: comparable },
  );
  if (!comparable) return null;
  const address = { resource: serviceId, revision: String(revision), against: String(against) };
  return (
    <Panel title={t('title')} hint={t('hint')}>
      <Await query={query} height={96}>
        {({ items }) => (
          <>
            <Kinds title={t('new')} items={items.filter(({ change }) => change === 'new')} side="revision" />
            <Kinds
              title={t('gone')}
              items={items.filter(({ change }) => change === 'vanished')}
              side="against"
            />
            {items.some(({ change }) => change === 'new' || change === 'vanished') ? null : (
              <p className="text-muted">{t('none')}</p>
            )}
          </>
        )}
      </Await>
      <Link
        href={href('/logs', { ...address, range: formatRange(range) })}
        className="link text-small"
        prefetch={false}
      >
        {t('all')}
      </Link>
    </Panel>
  );
}

function Kinds({
  title,
  items,
  side,
}: {
  title: string;
  items: readonly TemplateItem[];
  side: 'revision' | 'against';
}) {
  if (items.length === 0) return null;
  return (
    <>
      <h3 className="text-small text-muted">{title}</h3>
      <ul className="mb-1.5 flex flex-col gap-0.5">
        {items.slice(0, SHOWN).map((item) => (
          <li key={`${item.groupId} ${item.id}`} className="flex items-baseline gap-2 text-small">
            <code className="min-w-0 flex-1 font-mono [overflow-wrap:anywhere]">{item.text}</code>
            <span className="text-muted">{integer(item.counts?.[side])}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
