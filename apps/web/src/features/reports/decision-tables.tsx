import type { CapacityReview, ReviewDecision, ReviewRunsOut } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { usd } from '@/lib/format/value';
import { resourceLink } from './links';
import { Table } from './table';
import { Full } from './usage-tables';

export function DecisionsTable({ decisions }: { decisions: readonly ReviewDecision[] }) {
  const t = useTranslations('reports');
  const locale = useLocale();
  if (decisions.length === 0) return <p className="text-muted">{t('none.decisions')}</p>;
  const head = ['what', 'resource', 'saving', 'risk'] as const;
  return (
    <Table caption={t('section.decisions')} head={head.map((key) => t(`column.${key}`))}>
      {decisions.map((decision) => (
        <tr key={decision.recommendationId}>
          <td>
            <Link prefetch={false} className="link" href={`/recommendations/${decision.recommendationId}`}>
              {decision.title[locale]}
            </Link>
          </td>
          <td>
            {[decision.resource.parentName, decision.resource.name].filter(Boolean).join(' / ')}
            <span className="block text-small text-muted">
              {[decision.environment, decision.team].filter(Boolean).join(' · ')}
            </span>
          </td>
          <td className="whitespace-nowrap">
            <Saving usd={decision.monthlySavingUsd} />
          </td>
          <td>{t(`risk.${decision.risk}`)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** With its band where that says more than the amount. */
function Saving({ usd: saving }: { usd: ReviewDecision['monthlySavingUsd'] }) {
  const locale = useLocale();
  if (saving === null) return '–';
  const [low, expected, high] = [saving.low, saving.expected, saving.high].map((value) => usd(value, locale));
  return (
    <>
      {expected}
      {low === high ? null : (
        <span className="block text-small text-muted">
          {low}–{high}
        </span>
      )}
    </>
  );
}

export function RunsOutTable({
  items,
  review,
}: {
  items: readonly ReviewRunsOut[];
  review: Pick<CapacityReview, 'from' | 'asOf'>;
}) {
  const t = useTranslations('reports');
  const locale = useLocale();
  if (items.length === 0) return <p className="text-muted">{t('none.runsOut')}</p>;
  const head = ['resource', 'dimension', 'full', 'before'] as const;
  return (
    <Table caption={t('section.runsOut')} head={head.map((key) => t(`column.${key}`))}>
      {items.map(({ resource, dimension, full, beforeNextReview, text }) => {
        const path = resourceLink(resource.kind, resource.id, review);
        return (
          <tr key={`${resource.id} ${dimension}`}>
            <td>
              {path === null ? (
                resource.name
              ) : (
                <Link prefetch={false} className="link" href={path}>
                  {resource.name}
                </Link>
              )}
              <span className="block text-small text-muted">{text[locale]}</span>
            </td>
            <td>{t(`dimension.${dimension}`)}</td>
            <td className="whitespace-nowrap">
              <Full full={full} />
            </td>
            <td className={beforeNextReview ? 'font-semibold text-critical' : undefined}>
              {t(beforeNextReview ? 'yes' : 'no')}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
