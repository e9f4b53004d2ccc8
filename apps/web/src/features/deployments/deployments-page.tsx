'use client';
// The page answers: what is being rolled out, and what came of what was?
import type { DeploymentItem } from '@danji/shared';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useDeployments } from '@/lib/api/hooks';
import { useHref, useLabels, useRangeParams } from '@/lib/url/view';
import { useDeploymentColumns } from './deployment-columns';

const SHOWN = 200;

export function DeploymentsPage() {
  const t = useTranslations('deployments');
  const [labels] = useLabels();
  const range = useRangeParams();
  const query = useDeployments({ ...labels, ...range, limit: SHOWN });
  return (
    <Await query={query} height="page">
      {({ items, total }) => (
        <div className="flex flex-col gap-3.5">
          <PageHead
            title={t('title')}
            sentence={t('sentence', {
              running: items.filter((item) => item.finishedAt === null).length,
              worse: items.filter((item) => item.compared?.verdict === 'worse').length,
            })}
          />
          <Panel title={t('title')} hint={t('hint')} flush>
            {items.length === 0 ? <Empty title={t('empty')} height={200} /> : <Table items={items} />}
            {total === null || total > items.length ? (
              <p className="px-3.5 pt-2 text-small text-muted">
                {t('more', { shown: items.length, total: total ?? '10,000+' })}
              </p>
            ) : null}
          </Panel>
        </div>
      )}
    </Await>
  );
}

function Table({ items }: { items: readonly DeploymentItem[] }) {
  const t = useTranslations('deployments');
  const router = useRouter();
  const href = useHref();
  const columns = useDeploymentColumns();
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={items}
      rowId={(item) => item.id}
      rowHeight={54}
      onOpen={(item) => router.push(href(`/deployments/${item.id}`))}
    />
  );
}
