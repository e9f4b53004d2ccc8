'use client';
import type { ScalingFindingItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { StatusIcon } from '@/components/ui/status';
import { Ago } from '@/components/ui/time';
import { asSentence } from '@/lib/format/ids';
import { useLocalised } from '@/lib/use-localised';

/** What is wrong with how something scales, each with since when; nothing where nothing is. */
export function Findings({ findings }: { findings: readonly ScalingFindingItem[] }) {
  const t = useTranslations('scaling');
  const l = useLocalised();
  if (findings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5" data-findings={findings.map(({ code }) => code).join(' ')}>
      {findings.map((finding) => (
        <li
          key={finding.code}
          className={`flex items-start gap-1.5 ${finding.severity === 'warning' ? 'text-warning' : 'text-muted'}`}
        >
          <StatusIcon status={finding.severity} className="mt-[3px] shrink-0" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {asSentence(l(finding.text))}{' '}
            {finding.since ? (
              <span className="text-small text-muted">
                {t.rich('since', { age: () => <Ago at={finding.since ?? ''} /> })}
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
