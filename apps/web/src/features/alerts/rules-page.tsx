'use client';
import type { AlertRuleItem, AlertRuleList } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { useApi } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';
import { AlertsTrail } from './alerts-trail';
import { OverrideList } from './override-list';
import { RuleForm } from './rule-form';

/** What is watched, with which numbers, and what would other numbers have done? */
export function RulesPage() {
  const t = useTranslations('alerts.rules');
  const query = useApi<AlertRuleList>('/alert-rules', {}, { topics: ['alerts'], refetchSeconds: 60 });
  const items = query.data?.items ?? [];
  const changed = items.reduce((n, { overrides }) => n + overrides.length, 0);
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        trail={<AlertsTrail />}
        title={t('title')}
        sentence={query.data ? t('sentence', { rules: items.length, changed }) : ' '}
      />
      <Await query={query} height={600}>
        {(list) => (
          <div className="flex flex-col gap-2.5">
            {list.items.map((rule) => (
              <Rule key={rule.id} rule={rule} />
            ))}
          </div>
        )}
      </Await>
    </div>
  );
}

function Rule({ rule }: { rule: AlertRuleItem }) {
  const t = useTranslations('alerts');
  const localised = useLocalised();
  const [open, setOpen] = useState(false);
  const condition = localised(rule.condition).replace('{threshold}', rule.threshold.toLocaleString('en-US'));
  return (
    <Panel
      title={<span className="text-text">{localised(rule.title)}</span>}
      hint={
        <>
          {t('rules.fired', { count: rule.fired14d })}
          {rule.evaluatedAt === null ? (
            ` · ${t('rules.never')}`
          ) : (
            <>
              {' · '}
              {t('rules.evaluated')} <Ago at={rule.evaluatedAt} />
            </>
          )}
        </>
      }
      actions={
        <Button onClick={() => setOpen(!open)} aria-expanded={open}>
          {t(open ? 'rules.close' : 'rules.change')}
        </Button>
      }
    >
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-table">
        <Badge look={rule.severity === 'info' ? 'plain' : rule.severity}>
          {t(`severity.${rule.severity}`)}
        </Badge>
        {condition}
        {rule.forSeconds > 0 ? `, ${t('rules.for', { minutes: rule.forSeconds / 60 })}` : ''}
        {rule.open > 0 ? <Badge look="critical">{t('rules.open', { count: rule.open })}</Badge> : null}
        {rule.notifies ? null : <Badge>{t('mark.quiet')}</Badge>}
      </p>
      <OverrideList rule={rule} />
      {open ? (
        <>
          <p className="my-2 max-w-[80ch] text-small text-muted">{localised(rule.documentation)}</p>
          <RuleForm rule={rule} onDone={() => setOpen(false)} />
        </>
      ) : null}
    </Panel>
  );
}
