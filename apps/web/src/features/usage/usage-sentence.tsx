'use client';
import type { UsageAnswer, UsageSuspect } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { ResourceLink } from '@/components/ui/resource-link';
import { Time } from '@/components/ui/time';
import { formatValue } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { drawnAs, recent } from './model/stack';

const COMMAND = /aws ecs \S.*$/;

/** Which task makes this host slow, or why nobody can know. */
export function UsageSentence({ answer }: { answer: UsageAnswer }) {
  const [suspect] = answer.suspects;
  if (answer.message) return <Unknown answer={answer} />;
  if (suspect) return <Culprit answer={answer} suspect={suspect} />;
  return <Calm answer={answer} />;
}

function Unknown({ answer }: { answer: UsageAnswer }) {
  const l = useLocalised();
  const text = answer.message ? l(answer.message) : '';
  const command = COMMAND.exec(text)?.[0];
  return (
    <p data-usage-state={answer.state} className="max-w-[80ch]">
      {command ? text.slice(0, -command.length) : text}
      {command ? (
        <span className="mt-1 flex flex-wrap items-center gap-2">
          <code className="min-w-0 rounded-control bg-sunken px-1.5 py-0.5 font-mono text-small [overflow-wrap:anywhere]">
            {command}
          </code>
          <CopyButton text={command} />
        </span>
      ) : null}
    </p>
  );
}

function Culprit({ answer, suspect }: { answer: UsageAnswer; suspect: UsageSuspect }) {
  const t = useTranslations('usage.sentence');
  const [victim] = answer.victims;
  const { unit, factor } = drawnAs(answer, suspect.resource);
  const amount = (value: number): string => formatValue(value * factor, unit);
  return (
    <p data-culprit={suspect.name} className="max-w-[80ch]">
      {t.rich(suspect.first ? 'culprit' : 'follower', {
        task: () => (
          <ResourceLink kind="ecs_task" id={suspect.id} className="link font-semibold">
            {suspect.name}
          </ResourceLink>
        ),
        resource: t(`resource.${suspect.resource}`),
        before: amount(suspect.before),
        after: amount(suspect.after),
        since: () => <Time at={suspect.since} />,
      })}{' '}
      {victim
        ? t.rich('victims', {
            name: () => (
              <ResourceLink kind="ecs_service" id={victim.serviceId}>
                {victim.name}
              </ResourceLink>
            ),
            others: answer.victims.length - 1,
            before: formatValue(victim.before, 's'),
            after: formatValue(victim.after, 's'),
            since: () => <Time at={victim.since} />,
          })
        : answer.onset
          ? t.rich('hostRose', { since: () => <Time at={answer.onset?.at ?? ''} /> })
          : null}
    </p>
  );
}

const RECENT = 10;

function Calm({ answer }: { answer: UsageAnswer }) {
  const t = useTranslations('usage.sentence');
  const { unit, factor } = drawnAs(answer, 'cpu');
  const latest = answer.tasks
    .map((task) => ({ task, used: recent(task.cpu, RECENT) }))
    .filter(({ used }) => used !== null)
    .toSorted((a, b) => (b.used ?? 0) - (a.used ?? 0))[0];
  if (!latest) return <p className="text-muted">{t('nothing')}</p>;
  return (
    <p>
      {t.rich(answer.kind === 'host' ? 'calm' : 'service', {
        task: () => (
          <ResourceLink kind="ecs_task" id={latest.task.id} className="link font-semibold">
            {latest.task.name}
          </ResourceLink>
        ),
        used: formatValue((latest.used ?? 0) * factor, unit),
      })}
    </p>
  );
}
