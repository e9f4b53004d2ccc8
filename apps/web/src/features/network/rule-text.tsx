'use client';
import type { SecurityGroupRule } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ResourceName } from '@/features/fleet';
import { ruleKey } from './model/opened';
import { openFirst, opensMoreThanWeb, peerWords, portWords } from './model/rules';

interface Props {
  rule: SecurityGroupRule;
  /** The group that it is a rule of. */
  groupId: string;
  direction?: 'inbound' | 'outbound';
  names?: ReadonlyMap<string, string> | undefined;
}

/** A rule as a sentence: "22/tcp from the whole internet". */
export function RuleText({ rule, groupId, direction = 'inbound', names }: Props) {
  const t = useTranslations('network.rule');
  const words = portWords(rule);
  const peer = peerWords(rule, groupId);
  const port =
    words.key === 'ports'
      ? words.text
      : t(words.key, { protocol: words.key === 'every' ? words.protocol : '' });
  const tone = opensMoreThanWeb(rule) ? 'font-semibold text-warning' : rule.open ? 'font-semibold' : '';
  return (
    <span className={direction === 'inbound' ? tone : undefined} title={rule.description ?? undefined}>
      {t.rich(direction, {
        port,
        peer: () =>
          peer.key !== 'other' ? (
            t(peer.key)
          ) : peer.resourceId === null ? (
            <span className="font-mono text-small">{peer.text}</span>
          ) : (
            <ResourceName
              id={peer.resourceId}
              name={names?.get(peer.resourceId)}
              className="link underline"
            />
          ),
      })}
    </span>
  );
}

/** The rules of a group, what is open to the world first; how many more where there are many. */
export function RuleList({
  rules,
  shown = 5,
  note,
  ...of
}: Omit<Props, 'rule'> & {
  rules: readonly SecurityGroupRule[];
  shown?: number;
  /** What else is known of a rule, said behind it. */
  note?: (rule: SecurityGroupRule) => ReactNode;
}) {
  const t = useTranslations('network.rule');
  const common = useTranslations('common');
  if (rules.length === 0) return <span className="text-muted">{t('none')}</span>;
  return (
    <ul>
      {openFirst(rules)
        .slice(0, shown)
        .map((rule) => (
          <li key={ruleKey(rule)}>
            <RuleText {...of} rule={rule} />
            {note?.(rule)}
          </li>
        ))}
      {rules.length > shown ? (
        <li className="text-muted">{common('andMore', { count: rules.length - shown })}</li>
      ) : null}
    </ul>
  );
}
