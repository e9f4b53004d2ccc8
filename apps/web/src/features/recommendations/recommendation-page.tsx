'use client';
import type { Recommendation } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge, EnvironmentBadge } from '@/components/ui/badge';
import { PageHead, Figure } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await } from '@/components/ui/states';
import { Ago, Time } from '@/components/ui/time';
import { Definition, Definitions } from '@/features/fleet';
import { useApi } from '@/lib/api/hooks';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { ChangeToCopy } from './change-to-copy';
import { Evidence } from './evidence';
import { Proposal } from './proposal';
import { SavingText } from './saving-text';

/** What exactly should change, why, and how do we know? */
export function RecommendationPage({ id }: { id: string }) {
  const query = useApi<Recommendation>(
    `/recommendations/${encodeURIComponent(id)}`,
    {},
    { topics: ['recommendations'] },
  );
  return (
    <Await query={query} height={640}>
      {(recommendation) => (
        <div className="flex flex-col gap-3.5">
          <Head recommendation={recommendation} />
          <div className="grid items-start gap-3.5 wide:grid-cols-[minmax(0,1fr)_380px]">
            <div className="flex min-w-0 flex-col gap-3.5">
              <Evidence recommendation={recommendation} />
              <ChangeToCopy change={recommendation.change} />
            </div>
            <div className="flex min-w-0 flex-col gap-3.5 max-wide:order-first">
              <Proposal recommendation={recommendation} />
              <Judgement recommendation={recommendation} />
              <FactsPanel recommendation={recommendation} />
            </div>
          </div>
        </div>
      )}
    </Await>
  );
}

function Head({ recommendation }: { recommendation: Recommendation }) {
  const t = useTranslations('recommendations');
  const href = useHref();
  const localised = useLocalised();
  const { resource } = recommendation;
  return (
    <PageHead
      trail={
        <nav className="flex flex-wrap gap-x-1.5">
          <Link href={href('/recommendations')} className="hover:underline">
            {t('title')}
          </Link>
          <span aria-hidden>/</span>
          <span>{t(`rule.${recommendation.rule}`)}</span>
          <span aria-hidden>/</span>
          <ResourceLink kind={resource.kind} id={resource.id} className="hover:underline">
            {[resource.parentName, resource.name].filter(Boolean).join(' / ')}
          </ResourceLink>
        </nav>
      }
      title={localised(recommendation.title)}
      badges={
        <>
          <EnvironmentBadge environment={recommendation.environment} />
          {recommendation.state === 'open' ? null : <Badge>{t(`state.${recommendation.state}`)}</Badge>}
        </>
      }
      sentence={localised(recommendation.summary)}
      figures={
        <Figure
          value={<SavingText saving={recommendation.monthlySavingUsd} />}
          label={recommendation.monthlySavingUsd === null ? t('table.saving') : t('saving.perMonth')}
        />
      }
    />
  );
}

/** Saving, risk and confidence, each with its reason. */
function Judgement({ recommendation }: { recommendation: Recommendation }) {
  const t = useTranslations('recommendations');
  const localised = useLocalised();
  const note = recommendation.savingNote;
  return (
    <Panel title={t('detail.judgement')}>
      <Definitions>
        <Definition name={t('table.saving')}>
          <SavingText saving={recommendation.monthlySavingUsd} className="font-semibold" />
          {note ? <span className="block text-small text-muted">{localised(note)}</span> : null}
        </Definition>
        <Definition name={t('table.risk')}>{t(`level.${recommendation.risk}`)}</Definition>
        <Definition name={t('table.confidence')}>
          {t(`level.${recommendation.confidence}`)}
          <span className="block text-small text-muted">{localised(recommendation.confidenceReason)}</span>
        </Definition>
        <Definition name={t('detail.computed')}>
          <Ago at={recommendation.computedAt} />
        </Definition>
        <Definition name={t('detail.since')}>
          <Time at={recommendation.createdAt} />
        </Definition>
      </Definitions>
    </Panel>
  );
}

function FactsPanel({ recommendation }: { recommendation: Recommendation }) {
  const t = useTranslations('recommendations.detail');
  const localised = useLocalised();
  const { facts } = recommendation.evidence;
  if (facts.length === 0) return null;
  return (
    <Panel title={t('facts')}>
      <Definitions>
        {facts.map((fact) => (
          <Definition key={fact.label.en} name={localised(fact.label)}>
            {fact.value}
          </Definition>
        ))}
      </Definitions>
    </Panel>
  );
}
