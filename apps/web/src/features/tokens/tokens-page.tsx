'use client';
// The page answers: which pipelines may tell Danji what they did, and how do they do it?
import type { List, TokenItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useNow } from '@/lib/clock';
import { useApi } from '@/lib/api/hooks';
import { SettingsTrail } from '@/features/settings';
import { stateOf } from './model/token-state';
import { NewToken } from './new-token';
import { SnippetsPanel } from './snippets-panel';
import { TokenTable } from './token-table';

const MOST = 500;

export function TokensPage() {
  const t = useTranslations('tokens');
  const query = useApi<List<TokenItem>>('/tokens', { limit: MOST });
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<SettingsTrail />}
        title={t('title')}
        sentence={<Sentence tokens={query.data?.items} />}
      />
      <NewToken />
      <Panel title={t('list')} hint={t('hint')} flush>
        <Await query={query} height={160}>
          {({ items }) =>
            items.length === 0 ? <Empty title={t('empty')} height={100} /> : <TokenTable tokens={items} />
          }
        </Await>
      </Panel>
      <SnippetsPanel />
    </div>
  );
}

function Sentence({ tokens }: { tokens: readonly TokenItem[] | undefined }) {
  const t = useTranslations('tokens.sentence');
  const now = useNow(60);
  if (tokens === undefined || now === null) return ' ';
  const valid = tokens.filter((token) => stateOf(token, now) === 'valid');
  const used = valid.filter(({ lastUsedAt }) => lastUsedAt !== null);
  return valid.length === 0 ? t('none') : t('some', { count: valid.length, used: used.length });
}
