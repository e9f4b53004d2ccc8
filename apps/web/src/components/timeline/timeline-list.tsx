'use client';
import type { EventItem, EventKind } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { MarkGlyph, type MarkKind, type MarkTone } from '@/components/charts';
import { cn } from '@/components/ui/cn';

import { Highlighted } from '@/components/ui/highlighted';
import { ResourceLink } from '@/components/ui/resource-link';
import { Time } from '@/components/ui/time';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { ActorText } from './actor-text';
import { CommitLinks } from './commit-links';
import { PostedDetails } from './posted-details';

const SHAPE: Record<EventKind, MarkKind> = {
  deployment: 'deployment',
  scaling: 'scaling',
  task_stop: 'stop',
  service_event: 'config',
  config: 'config',
  ec2: 'config',
  rds: 'config',
  state: 'config',
  alarm: 'config',
  deploy: 'deployment',
  flag: 'config',
  migration: 'config',
  note: 'config',
};

/** Grey for a planned stop, the severity's colour for what went wrong, else the colour of the kind. */
function toneOf(event: EventItem): MarkTone {
  if (event.severity !== 'info') return event.severity;
  return event.kind === 'task_stop' ? 'muted' : 'kind';
}

/** What happened, newest first: when, which kind by its shape, and the sentence with the resource as a link. */
export function TimelineList({
  events,
  here,
}: {
  events: readonly EventItem[];
  /** The resource whose page this is: its own name needs no link. */
  here?: string;
}) {
  const t = useTranslations('timeline');
  return (
    <ol className="grid grid-cols-[auto_auto_minmax(0,1fr)] gap-x-2.5 gap-y-[7px] text-table">
      {events.map((event) => {
        return (
          <li key={`${event.resourceId} ${event.id}`} className="contents">
            <Time at={event.at} className="whitespace-nowrap text-faint" />
            <span className="flex h-[18px] items-center" title={t(`kind.${event.kind}`)}>
              <MarkGlyph kind={SHAPE[event.kind]} tone={toneOf(event)} />
              <span className="sr-only">{t(`kind.${event.kind}`)}</span>
            </span>
            <span
              className={cn(
                'min-w-0 [overflow-wrap:anywhere]',
                event.severity === 'critical' && 'font-medium',
              )}
            >
              <EventTitle event={event} here={here} />
              <WhyLink event={event} />
              <CommitLinks commits={event.commits} />
              <PostedDetails event={event} />
              {event.actor === null ? null : <ActorText actor={event.actor} />}
              {event.severity === 'info' ? null : (
                <span className="sr-only"> ({t(`severity.${event.severity}`)})</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** A stop leads to the task that stopped last of those that it stands for: its page says why and what changed before. */
function WhyLink({ event }: { event: EventItem }) {
  const t = useTranslations('timeline');
  const href = useHref();
  const { taskRunId } = event.params;
  if (event.kind !== 'task_stop' || typeof taskRunId !== 'string') return null;
  return (
    <Link
      href={href(`/tasks/${encodeURIComponent(taskRunId)}`)}
      className="link ml-1.5 whitespace-nowrap underline"
      prefetch={false}
    >
      {t('why')}
    </Link>
  );
}

/** The sentence with the resource as a link, which stands before it where the sentence does not name it. */
function EventTitle({ event, here }: { event: EventItem; here: string | undefined }) {
  const l = useLocalised();
  const title = l(event.title);
  const { resourceId: id, resourceName: name, resourceKind: kind } = event;
  const linked =
    id === null || name === null || kind === null || id === here
      ? null
      : (text: string) => (
          <ResourceLink kind={kind} id={id}>
            {text}
          </ResourceLink>
        );
  const named = name !== null && title.includes(name);
  return (
    <>
      {linked === null || named ? null : linked(`${name} `)}
      <Highlighted
        text={title}
        highlights={linked === null || name === null ? [] : [{ text: name, render: linked }]}
      />
      {event.count > 1 && !title.includes(String(event.count)) ? (
        <span className="text-faint"> ×{event.count}</span>
      ) : null}
    </>
  );
}
