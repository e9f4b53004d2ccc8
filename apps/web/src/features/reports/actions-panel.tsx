'use client';
import type { ReviewAction, ReviewDecision } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';
import { useSend } from '@/lib/api/hooks';
import { usd } from '@/lib/format/value';

const INPUT =
  'h-7 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-table max-rail:h-11 max-rail:text-[16px]';
const PATH = '/reports/capacity/actions';

/** What was decided, by whom and until when; it stays over the weeks until it is done or dropped. */
export function ActionsPanel({
  actions,
  week,
  decisions,
}: {
  actions: readonly ReviewAction[];
  week: string;
  decisions: readonly ReviewDecision[];
}) {
  const t = useTranslations('reports');
  const router = useRouter();
  const send = useSend<ReviewAction>([PATH]);
  const change = (action: ReviewAction, state: ReviewAction['state']): void =>
    send.mutate(
      {
        path: `${PATH}/${encodeURIComponent(action.id)}`,
        method: 'PATCH',
        body: { state },
        version: action.version,
      },
      { onSettled: () => router.refresh() },
    );
  return (
    <div className="flex flex-col gap-2">
      {actions.length === 0 ? <p className="text-muted">{t('none.actions')}</p> : null}
      <ul className="flex flex-col gap-1.5">
        {actions.map((action) => (
          <Action
            key={action.id}
            action={action}
            onState={(state) => change(action, state)}
            pending={send.isPending}
          />
        ))}
      </ul>
      {send.error ? <ErrorState error={send.error} /> : null}
      <NewAction week={week} decisions={decisions} onAdded={() => router.refresh()} />
    </div>
  );
}

function Action({
  action,
  onState,
  pending,
}: {
  action: ReviewAction;
  onState: (state: ReviewAction['state']) => void;
  pending: boolean;
}) {
  const t = useTranslations('reports.action');
  const locale = useLocale();
  const open = action.state === 'open';
  return (
    <li className="flex flex-wrap items-center gap-x-2 text-table">
      <b className={open ? 'font-semibold' : 'font-normal text-muted line-through'}>{action.title}</b>
      <span className="text-small text-muted">
        {[
          action.owner,
          action.due,
          action.resource?.name,
          t('week', { week: action.week }),
          action.promisedSavingUsd === null ? null : usd(action.promisedSavingUsd, locale),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className={action.overdue ? 'font-semibold text-critical' : 'text-small text-muted'}>
        {action.overdue ? t('overdue') : t(`state.${action.state}`)}
      </span>
      <span className="no-print flex gap-1">
        {open ? (
          <>
            <Button disabled={pending} onClick={() => onState('done')}>
              {t('done')}
            </Button>
            <Button look="quiet" disabled={pending} onClick={() => onState('dropped')}>
              {t('drop')}
            </Button>
          </>
        ) : (
          <Button look="quiet" disabled={pending} onClick={() => onState('open')}>
            {t('reopen')}
          </Button>
        )}
      </span>
    </li>
  );
}

function NewAction({
  week,
  decisions,
  onAdded,
}: {
  week: string;
  decisions: readonly ReviewDecision[];
  onAdded: () => void;
}) {
  const t = useTranslations('reports.action');
  const locale = useLocale();
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState('');
  const [due, setDue] = useState('');
  const [decision, setDecision] = useState('');
  const send = useSend<ReviewAction>([PATH]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = decisions.find(({ recommendationId }) => recommendationId === decision);
    send.mutate(
      {
        path: PATH,
        body: {
          week,
          title,
          owner: owner.trim() === '' ? null : owner,
          due: due === '' ? null : due,
          resource: chosen?.resource.id ?? null,
          recommendationId: chosen?.recommendationId ?? null,
        },
      },
      {
        onSuccess: () => {
          setTitle('');
          setDecision('');
          onAdded();
        },
      },
    );
  };
  const choose = (id: string): void => {
    setDecision(id);
    const chosen = decisions.find(({ recommendationId }) => recommendationId === id);
    if (chosen) setTitle(`${chosen.title[locale]} (${chosen.resource.name})`);
  };
  return (
    <form onSubmit={submit} className="no-print flex flex-wrap items-end gap-2">
      {decisions.length === 0 ? null : (
        <label className="flex min-w-0 flex-col gap-1 text-small text-muted">
          {t('fromDecision')}
          <select
            className={`${INPUT} max-w-64`}
            value={decision}
            onChange={({ target }) => choose(target.value)}
          >
            <option value="">–</option>
            {decisions.map((each) => (
              <option key={each.recommendationId} value={each.recommendationId}>
                {each.resource.name}: {each.title[locale]}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="flex min-w-0 grow flex-col gap-1 text-small text-muted">
        {t('title')}
        <input
          required
          maxLength={300}
          className={INPUT}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
      </label>
      <label className="flex min-w-0 flex-col gap-1 text-small text-muted">
        {t('owner')}
        <input
          maxLength={80}
          className={INPUT}
          value={owner}
          onChange={({ target }) => setOwner(target.value)}
        />
      </label>
      <label className="flex min-w-0 flex-col gap-1 text-small text-muted">
        {t('due')}
        <input type="date" className={INPUT} value={due} onChange={({ target }) => setDue(target.value)} />
      </label>
      <Button look="primary" type="submit" disabled={send.isPending || title.trim() === ''}>
        {t('add')}
      </Button>
      {send.error ? <ErrorState error={send.error} /> : null}
    </form>
  );
}
