'use client';
import type { JobItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';

const LOOK: Record<JobItem['state'], 'plain' | 'warning' | 'accent'> = {
  failed: 'warning',
  missed: 'warning',
  slow: 'warning',
  running: 'accent',
  ok: 'plain',
  unknown: 'plain',
};

/** What holds of a job now, in a word. */
export function JobStateBadge({ state }: { state: JobItem['state'] }) {
  const t = useTranslations('jobs.state');
  return <Badge look={LOOK[state]}>{t(state)}</Badge>;
}
