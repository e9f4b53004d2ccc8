'use client';
import type { TokenItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DataTable, type Column } from '@/components/ui/data-table';
import { ErrorState } from '@/components/ui/states';
import { Ago, Time } from '@/components/ui/time';
import { useSend } from '@/lib/api/hooks';
import { useNow } from '@/lib/clock';
import { stateOf } from './model/token-state';

/** Every token with what it may do, its last use and its end; revoked ones stay, for what they posted stays. */
export function TokenTable({ tokens }: { tokens: readonly TokenItem[] }) {
  const t = useTranslations('tokens');
  const revoke = useSend<TokenItem>(['/tokens']);
  const { mutate } = revoke;
  const columns = useColumns((id) => mutate({ path: `/tokens/${encodeURIComponent(id)}`, method: 'DELETE' }));
  return (
    <>
      {revoke.error ? (
        <div className="px-3.5">
          <ErrorState error={revoke.error} />
        </div>
      ) : null}
      <DataTable caption={t('list')} columns={columns} rows={tokens} rowId={(token) => token.id} />
    </>
  );
}

function useColumns(onRevoke: (id: string) => void): Column<TokenItem>[] {
  const t = useTranslations('tokens.column');
  return useMemo(
    () => [
      { id: 'name', header: t('name'), cell: (token) => <Name token={token} /> },
      {
        id: 'prefix',
        header: t('prefix'),
        wide: true,
        cell: ({ prefix }) => <code className="font-mono text-small">{prefix}…</code>,
      },
      { id: 'scopes', header: t('scopes'), wide: true, cell: ({ scopes }) => scopes.join(', ') },
      {
        id: 'used',
        header: t('used'),
        cell: ({ lastUsedAt }) =>
          lastUsedAt === null ? <span className="text-muted">{t('never')}</span> : <Ago at={lastUsedAt} />,
      },
      {
        id: 'expires',
        header: t('expires'),
        wide: true,
        cell: ({ expiresAt }) =>
          expiresAt === null ? <span className="text-muted">{t('noExpiry')}</span> : <Time at={expiresAt} />,
      },
      {
        id: 'made',
        header: t('made'),
        wide: true,
        cell: ({ createdAt, createdBy }) => (
          <span className="text-muted">
            <Time at={createdAt} /> · {createdBy}
          </span>
        ),
      },
      {
        id: 'end',
        header: <span className="sr-only">{t('revoke')}</span>,
        cell: (token) => <Revoke token={token} onRevoke={onRevoke} />,
      },
    ],
    [t, onRevoke],
  );
}

function Name({ token }: { token: TokenItem }) {
  const t = useTranslations('tokens.state');
  const now = useNow(60);
  const state = now === null ? 'valid' : stateOf(token, now);
  return (
    <span className={state === 'valid' ? 'font-semibold' : 'text-muted'}>
      {token.name} {state === 'valid' ? null : <Badge>{t(state)}</Badge>}
    </span>
  );
}

/** Asks once more in place: what used the token stops working at once. */
function Revoke({ token, onRevoke }: { token: TokenItem; onRevoke: (id: string) => void }) {
  const t = useTranslations('tokens.column');
  const [asked, setAsked] = useState(false);
  if (token.revokedAt !== null) return null;
  return asked ? (
    <span className="flex flex-wrap items-center justify-end gap-1">
      <Button onClick={() => onRevoke(token.id)}>{t('confirm', { name: token.name })}</Button>
      <Button look="quiet" onClick={() => setAsked(false)}>
        {t('keep')}
      </Button>
    </span>
  ) : (
    <span className="flex justify-end">
      <Button look="quiet" onClick={() => setAsked(true)} aria-label={t('revokeName', { name: token.name })}>
        {t('revoke')}
      </Button>
    </span>
  );
}
