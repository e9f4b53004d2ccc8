'use client';
import type { CommitRule } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

const INPUT =
  'h-7 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-table placeholder:text-faint max-rail:h-11 max-rail:text-[16px]';

/** One rule: where the commit stands, how it is found there, and the address that it leads to. */
export function RuleFields({
  rule,
  index,
  onChange,
}: {
  rule: CommitRule;
  index: number;
  onChange: (rule: CommitRule | null) => void;
}) {
  const t = useTranslations('commits.rule');
  const { pattern, repository } = rule;
  return (
    <li className="flex flex-wrap items-end gap-2">
      <Labelled name={t('from')}>
        <select
          className={INPUT}
          value={rule.from}
          onChange={({ target }) =>
            onChange(
              target.value === 'tag'
                ? { from: 'tag', tag: 'commit', pattern, repository }
                : { from: 'image', pattern, repository },
            )
          }
        >
          <option value="image">{t('image')}</option>
          <option value="tag">{t('tag')}</option>
        </select>
      </Labelled>
      {rule.from === 'tag' ? (
        <Labelled name={t('key')}>
          <input
            className={INPUT}
            value={rule.tag}
            maxLength={128}
            onChange={({ target }) => onChange({ ...rule, tag: target.value })}
          />
        </Labelled>
      ) : null}
      <Labelled name={t('pattern')} wide>
        <input
          className={`${INPUT} font-mono`}
          value={pattern}
          maxLength={300}
          spellCheck={false}
          onChange={({ target }) => onChange({ ...rule, pattern: target.value })}
        />
      </Labelled>
      <Labelled name={t('repository')} wide>
        <input
          className={`${INPUT} font-mono`}
          value={repository ?? ''}
          maxLength={500}
          spellCheck={false}
          placeholder="https://github.com/acme/{image}/commit/{commit}"
          onChange={({ target }) =>
            onChange({ ...rule, repository: target.value.trim() === '' ? null : target.value.trim() })
          }
        />
      </Labelled>
      <Button look="quiet" onClick={() => onChange(null)} aria-label={t('removeRule', { n: index + 1 })}>
        {t('remove')}
      </Button>
    </li>
  );
}

function Labelled({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <label
      className={`flex min-w-0 flex-col gap-1 text-small text-muted max-phone:basis-full ${wide ? 'flex-1 basis-56' : ''}`}
    >
      {name}
      {children}
    </label>
  );
}
