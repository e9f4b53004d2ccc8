'use client';
import type { EventItem, List, ResourceItem, SecurityGroupRule } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ActorText } from '@/components/timeline/actor-text';
import { Time } from '@/components/ui/time';
import { useApi } from '@/lib/api/hooks';
import { openings, ruleKey, type Opening } from './model/opened';

const MOST = 500;

/** When each rule of a group came, as far back as Danji and CloudTrail know, whatever range the page shows. */
export function useOpenings(group: string): ReadonlyMap<string, Opening> | null {
  const query = useApi<List<EventItem>>(
    `/resources/${encodeURIComponent(group)}/events`,
    { kinds: 'config', from: 'now-400d', limit: MOST },
    { topics: ['events', 'resources'], ids: [group] },
  );
  return useMemo(() => (query.data ? openings(query.data.items) : null), [query.data]);
}

/** Who opened a rule and when; of what is open to the world also that it is not known. */
export function OpenedNote({
  rule,
  group,
  known,
}: {
  rule: SecurityGroupRule;
  group: ResourceItem;
  known: ReadonlyMap<string, Opening> | null;
}) {
  const t = useTranslations('network.opened');
  const opening = known?.get(ruleKey(rule));
  if (opening) {
    return (
      <span className="ml-2 text-small text-muted">
        {t.rich('at', { time: () => <Time at={opening.at} /> })}
        {opening.actor === null ? ` · ${t('nobody')}` : <ActorText actor={opening.actor} />}
      </span>
    );
  }
  if (known === null || !rule.open) return null;
  return (
    <span className="ml-2 text-small text-muted">
      {t.rich('before', { time: () => <Time at={group.firstSeen} /> })}
    </span>
  );
}
