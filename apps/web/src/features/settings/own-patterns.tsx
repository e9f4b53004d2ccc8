'use client';
import type { OwnMask } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';

const FIELD =
  'h-7 min-w-0 rounded-control border border-control bg-surface px-2 text-table font-mono max-rail:h-11';
const BUILT_IN = [
  'keys',
  'tokens',
  'passwords',
  'cards',
  'residents',
  'emails',
  'phones',
  'statements',
] as const;

/** What is always hidden, and the patterns that people added. */
export function OwnPatterns({
  patterns,
  onChange,
}: {
  patterns: readonly OwnMask[];
  onChange: (next: OwnMask[]) => void;
}) {
  const t = useTranslations('settings.logs.hidden');
  return (
    <Panel title={t('title')} hint={t('hint')}>
      <p className="max-w-[80ch] text-table">
        {t('always')} {BUILT_IN.map((kind) => t(`kinds.${kind}`)).join(', ')}.
      </p>
      {patterns.length === 0 ? (
        <p className="mt-2 text-small text-muted">{t('none')}</p>
      ) : (
        <ul className="mt-2 flex flex-col gap-1">
          {patterns.map(({ name, pattern }, i) => (
            <li key={`${name} ${pattern}`} className="flex flex-wrap items-baseline gap-x-3">
              <code className="font-mono text-table [overflow-wrap:anywhere]">{pattern}</code>
              <span className="text-small text-muted">{t('becomes', { name })}</span>
              <Button look="quiet" onClick={() => onChange(patterns.filter((_, at) => at !== i))}>
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewPattern onAdd={(pattern) => onChange([...patterns, pattern])} />
    </Panel>
  );
}

function NewPattern({ onAdd }: { onAdd: (pattern: OwnMask) => void }) {
  const t = useTranslations('settings.logs.hidden');
  const [name, setName] = useState('');
  const [pattern, setPattern] = useState('');
  const ready = /^[a-z][a-z0-9_]{0,39}$/.test(name) && pattern !== '';
  return (
    <form
      className="mt-3 flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        onAdd({ name, pattern });
        setName('');
        setPattern('');
      }}
    >
      <input
        className={`${FIELD} w-40 max-phone:w-full`}
        value={name}
        maxLength={40}
        onChange={(event) => setName(event.target.value)}
        placeholder="employee_no"
        aria-label={t('name')}
      />
      <input
        className={`${FIELD} w-72 max-phone:w-full`}
        value={pattern}
        maxLength={200}
        onChange={(event) => setPattern(event.target.value)}
        placeholder={String.raw`EMP-\d{6}`}
        aria-label={t('pattern')}
      />
      <Button type="submit" disabled={!ready}>
        {t('add')}
      </Button>
      <span className="text-small text-muted">{t('syntax')}</span>
    </form>
  );
}
