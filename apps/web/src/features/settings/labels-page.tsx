'use client';
import type { LabelPreview, LabelRules } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, ErrorState } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { ApiError } from '@/lib/api/client';
import { useApi, useSend } from '@/lib/api/hooks';
import { NewRule } from './new-rule';
import { ChangesPanel, CountsPanel, UnmatchedPanel } from './preview-panels';
import { RuleList } from './rule-list';
import { SettingsTrail } from './settings-trail';
import { useLabelDraft, useLabelPreview, type LabelDraft } from './use-label-draft';

/** Whose is what: which rules give environment, team and tier, and what do they miss? */
export function LabelsPage() {
  const query = useApi<LabelRules>('/settings/labels');
  return (
    <Await query={query} height={640}>
      {(saved) => <Rules saved={saved} />}
    </Await>
  );
}

function Rules({ saved }: { saved: LabelRules }) {
  const t = useTranslations('settings');
  const draft = useLabelDraft(saved);
  const preview = useLabelPreview(draft.rules);
  const locked = saved.source === 'file';
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<SettingsTrail />}
        title={t('title')}
        sentence={<Sentence preview={preview.data} changed={draft.changed} />}
      />
      <Panel
        title={t('rules.title')}
        hint={t('rules.hint')}
        actions={<CopyButton text={asYaml(draft.rules)} label={t('rules.yaml')} />}
        flush
      >
        <Origin saved={saved} />
        <RuleList
          rules={draft.rules}
          matched={preview.data?.perRule ?? null}
          locked={locked}
          onChange={draft.set}
        />
        {locked ? null : <NewRule onAdd={(rule) => draft.set([...draft.rules, rule])} />}
        {locked ? null : <SaveBar saved={saved} draft={draft} />}
      </Panel>
      <Await query={preview} height={320}>
        {(found) => (
          <>
            {draft.changed ? <ChangesPanel changes={found.changes} /> : null}
            <CountsPanel counts={found.counts} changed={draft.changed} />
            <UnmatchedPanel unmatched={found.unmatched} />
          </>
        )}
      </Await>
    </div>
  );
}

function Sentence({ preview, changed }: { preview: LabelPreview | undefined; changed: boolean }) {
  const t = useTranslations('settings.sentence');
  if (preview === undefined) return ' ';
  const without = (label: string): number =>
    preview.unmatched.find((each) => each.label === label)?.total ?? 0;
  const parts = { resources: preview.resources, team: without('team'), environment: without('environment') };
  return changed ? t('draft', { ...parts, changes: preview.changes.total }) : t('saved', parts);
}

/** Where the rules stand, and who wrote them. */
function Origin({ saved }: { saved: LabelRules }) {
  const t = useTranslations('settings.origin');
  if (saved.source === 'file') return <p className="px-3.5 pb-2 text-small text-muted">{t('file')}</p>;
  if (saved.source === 'default' || saved.updatedAt === null) {
    return <p className="px-3.5 pb-2 text-small text-muted">{t('default')}</p>;
  }
  const at = saved.updatedAt;
  return (
    <p className="px-3.5 pb-2 text-small text-muted">
      {t.rich('saved', { by: saved.updatedBy ?? '–', at: () => <Time at={at} /> })}
    </p>
  );
}

function SaveBar({ saved, draft }: { saved: LabelRules; draft: LabelDraft }) {
  const t = useTranslations('settings.save');
  const send = useSend<LabelRules>(['/settings/labels', '/resources', '/overview', '/events']);
  const save = (): void =>
    send.mutate(
      { path: '/settings/labels', method: 'PUT', body: { rules: draft.rules }, version: saved.version },
      { onSuccess: draft.discard },
    );
  const lost = send.error instanceof ApiError && send.error.code === 'CONFLICT';
  return (
    <div className="flex flex-wrap items-center gap-2 px-3.5 pt-3">
      <Button look="primary" onClick={save} disabled={!draft.changed || send.isPending}>
        {t(send.isPending ? 'sending' : 'button')}
      </Button>
      <Button onClick={draft.discard} disabled={!draft.changed}>
        {t('discard')}
      </Button>
      <Button look="quiet" onClick={() => draft.set(saved.usual)}>
        {t('usual')}
      </Button>
      <span role="status" className="text-small text-muted">
        {send.isSuccess && !draft.changed ? t('done') : null}
        {lost ? t('lost') : null}
      </span>
      {send.error && !lost ? <ErrorState error={send.error} onRetry={save} /> : null}
    </div>
  );
}

/** labels.yaml of these rules: each line's braces are YAML's own flow form. */
function asYaml(rules: LabelRules['rules'] | LabelDraft['rules']): string {
  return ['rules:', ...rules.map((rule) => `  - ${JSON.stringify(rule)}`), ''].join('\n');
}
