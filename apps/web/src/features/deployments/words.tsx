'use client';
import type { RolloutComparison } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';

const STRATEGIES = ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY', 'CODE_DEPLOY', 'EXTERNAL'] as const;

/** AWS's word for the strategy or controller as people say it. */
export function StrategyText({ strategy }: { strategy: string }) {
  const t = useTranslations('deployments.strategy');
  const known = STRATEGIES.find((each) => each === strategy);
  return known ? t(known) : strategy || t('other');
}

const LOOK = {
  worse: 'critical',
  better: 'accent',
  same: 'plain',
  uncertain: 'warning',
  unknown: 'plain',
} as const;

export function VerdictBadge({ verdict }: { verdict: RolloutComparison['verdict'] }) {
  const t = useTranslations('deployments.verdict');
  return <Badge look={LOOK[verdict]}>{t(verdict)}</Badge>;
}
