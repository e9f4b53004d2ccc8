'use client';
import type { TokenMade } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Panel } from '@/components/ui/panel';
import { ErrorState } from '@/components/ui/states';
import { useSend } from '@/lib/api/hooks';

const INPUT =
  'h-7 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-table placeholder:text-faint max-rail:h-11 max-rail:text-[16px]';
const DAYS = [30, 90, 365, null] as const;

/** Makes a token and shows its secret this once. */
export function NewToken() {
  const t = useTranslations('tokens.new');
  const [name, setName] = useState('');
  const [days, setDays] = useState<number | null>(365);
  const make = useSend<TokenMade>(['/tokens']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate(
      { path: '/tokens', body: { name, scopes: ['events:write'], expiresInDays: days } },
      { onSuccess: () => setName('') },
    );
  };
  return (
    <Panel title={t('title')}>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <label className="flex min-w-0 flex-col gap-1 text-small text-muted max-phone:basis-full">
          {t('name')}
          <input
            required
            maxLength={80}
            className={INPUT}
            value={name}
            placeholder="github-checkout"
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <label className="flex min-w-0 flex-col gap-1 text-small text-muted max-phone:basis-full">
          {t('expires')}
          <select
            className={INPUT}
            value={String(days)}
            onChange={({ target }) => setDays(target.value === 'null' ? null : Number(target.value))}
          >
            {DAYS.map((each) => (
              <option key={String(each)} value={String(each)}>
                {each === null ? t('never') : t('days', { count: each })}
              </option>
            ))}
          </select>
        </label>
        <Button look="primary" type="submit" disabled={make.isPending || name.trim() === ''}>
          {t('button')}
        </Button>
        <span className="text-small text-muted">{t('scope')}</span>
      </form>
      {make.error ? <ErrorState error={make.error} /> : null}
      {make.data ? <Secret made={make.data} /> : null}
    </Panel>
  );
}

function Secret({ made }: { made: TokenMade }) {
  const t = useTranslations('tokens.new');
  return (
    <div role="status" className="mt-3 rounded-control bg-sunken px-3 py-2 text-table">
      <p className="font-semibold">{t('once', { name: made.name })}</p>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <code className="font-mono text-small [overflow-wrap:anywhere]">{made.secret}</code>
        <CopyButton text={made.secret} />
      </p>
    </div>
  );
}
