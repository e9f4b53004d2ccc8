'use client';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { useApi, useScopes } from '@/lib/api/hooks';
import type { List, ResourceItem } from '@danji/shared';
import { useLabels } from '@/lib/url/view';

const ENVIRONMENTS = ['prod', 'stage', 'dev', 'other'] as const;
const MOST = 500;

/** Account, environment and team: what every list, event and figure on the page is narrowed to. */
export function Filters() {
  const t = useTranslations('shell.filter');
  const [labels, setLabels] = useLabels();
  const [opened, setOpened] = useState(false);
  const scopes = useScopes();
  const owned = useApi<List<ResourceItem>>(
    '/resources',
    { kind: 'ecs_service,ec2_instance,rds_instance', limit: MOST, sort: 'name' },
    { topics: ['resources'], enabled: opened },
  );
  const teams = useMemo(
    () => [...new Set((owned.data?.items ?? []).flatMap((item) => (item.team ? [item.team] : [])))].sort(),
    [owned.data],
  );
  const accounts = (scopes.data?.items ?? []).flatMap((scope) =>
    scope.accountId
      ? [{ value: scope.accountId, label: scope.alias ?? scope.name, hint: scope.accountId }]
      : [],
  );
  const distinct = accounts.filter((a, i) => accounts.findIndex((b) => b.value === a.value) === i);
  return (
    <>
      <ChoiceMenu
        single
        name={t('account')}
        none={t('allAccounts')}
        choices={distinct}
        chosen={labels.account === '' ? [] : [labels.account]}
        onChange={([account]) => setLabels({ account: account ?? '' })}
      />
      <ChoiceMenu
        name={t('environment')}
        none={t('anyEnvironment')}
        choices={ENVIRONMENTS.map((value) => ({ value, label: value }))}
        chosen={labels.environment}
        onChange={(environment) => setLabels({ environment })}
      />
      <ChoiceMenu
        name={t('team')}
        none={t('anyTeam')}
        choices={teams.map((value) => ({ value, label: value }))}
        chosen={labels.team}
        onChange={(team) => setLabels({ team })}
        onOpen={() => setOpened(true)}
      />
    </>
  );
}
