'use client';
// The page answers: from which commit was a revision built, and where can it be read?
import type { CommitPreview, CommitRule, CommitRules } from '@danji/shared';
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, ErrorState } from '@/components/ui/states';
import { SettingsTrail } from '@/features/settings';
import { apiUrl, request } from '@/lib/api/client';
import { useApi, useSend } from '@/lib/api/hooks';
import { PreviewTable } from './preview-table';
import { RuleFields } from './rule-fields';

const PAUSE_MS = 400;
const NEW_RULE: CommitRule = { from: 'image', pattern: ':(?<commit>[0-9a-f]{7,40})$', repository: null };

export function CommitsPage() {
  const query = useApi<CommitRules>('/settings/commits');
  return (
    <Await query={query} height={640}>
      {(saved) => <Rules key={saved.version} saved={saved} />}
    </Await>
  );
}

function Rules({ saved }: { saved: CommitRules }) {
  const t = useTranslations('commits');
  const [rules, setRules] = useState<readonly CommitRule[]>(saved.rules);
  const changed = JSON.stringify(rules) !== JSON.stringify(saved.rules);
  const preview = usePreview(rules);
  const change = (index: number, rule: CommitRule | null): void =>
    setRules(rules.flatMap((each, i) => (i === index ? (rule ?? []) : each)));
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<SettingsTrail />}
        title={t('title')}
        sentence={
          preview.data === undefined
            ? ' '
            : t(changed ? 'sentence.draft' : 'sentence.saved', {
                found: preview.data.found,
                tried: preview.data.tried,
              })
        }
      />
      <Panel title={t('rules')} hint={t('rulesHint')}>
        <ol className="flex flex-col gap-3">
          {rules.map((rule, index) => (
            // eslint-disable-next-line react/no-array-index-key
            <RuleFields key={index} rule={rule} index={index} onChange={(next) => change(index, next)} />
          ))}
        </ol>
        {rules.length === 0 ? <p className="text-muted">{t('noRule')}</p> : null}
        <SaveBar saved={saved} rules={rules} changed={changed} onChange={setRules} />
      </Panel>
      <Panel title={t('preview')} hint={t('previewHint')} flush>
        <Await query={preview} height={240}>
          {({ items }) => <PreviewTable items={items} />}
        </Await>
      </Panel>
    </div>
  );
}

/** What the rules on screen find, asked a moment after the last key. */
function usePreview(rules: readonly CommitRule[]) {
  const [settled, setSettled] = useState(rules);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(rules), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [rules]);
  return useQuery<CommitPreview>({
    queryKey: ['commits preview', settled],
    queryFn: ({ signal }) =>
      request<CommitPreview>(apiUrl('/settings/commits/preview'), {
        method: 'POST',
        body: JSON.stringify({ rules: settled }),
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

function SaveBar({
  saved,
  rules,
  changed,
  onChange,
}: {
  saved: CommitRules;
  rules: readonly CommitRule[];
  changed: boolean;
  onChange: (rules: readonly CommitRule[]) => void;
}) {
  const t = useTranslations('commits.save');
  const send = useSend<CommitRules>(['/settings/commits', '/events', '/deployments', '/commits']);
  const save = (): void =>
    send.mutate({ path: '/settings/commits', method: 'PUT', body: { rules }, version: saved.version });
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Button look="primary" onClick={save} disabled={!changed || send.isPending}>
        {t('button')}
      </Button>
      <Button onClick={() => onChange([...rules, NEW_RULE])}>{t('add')}</Button>
      <Button look="quiet" onClick={() => onChange(saved.rules)} disabled={!changed}>
        {t('discard')}
      </Button>
      <Button look="quiet" onClick={() => onChange(saved.usual)}>
        {t('usual')}
      </Button>
      {send.error ? <ErrorState error={send.error} /> : null}
    </div>
  );
}
