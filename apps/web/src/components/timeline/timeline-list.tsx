'use client';
import type { EventItem, EventKind } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { MarkGlyph, type MarkKind, type MarkTone } from '@/components/charts';
import { cn } from '@/components/ui/cn';

import { Highlighted } from '@/components/ui/highlighted';
import { ResourceLink } from '@/components/ui/resource-link';
import { Time } from '@/components/ui/time';
import { useLocalised } from '@/lib/use-localised';
import { ActorText } from './actor-text';

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
  const l = useLocalised();
  return (
    <ol className="grid grid-cols-[auto_auto_minmax(0,1fr)] gap-x-2.5 gap-y-[7px] text-table">
      {events.map((event) => {
        const title = l(event.title);
        const named = title.includes(event.resourceName);
        return (
          <li key={event.id} className="contents">
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
              {named || event.resourceId === here ? null : (
                <ResourceLink kind={event.resourceKind} id={event.resourceId}>
                  {event.resourceName}{' '}
                </ResourceLink>
              )}
              <Highlighted
                text={title}
                highlights={
                  event.resourceId === here
                    ? []
                    : [
                        {
                          text: event.resourceName,
                          render: (name) => (
                            <ResourceLink kind={event.resourceKind} id={event.resourceId}>
                              {name}
                            </ResourceLink>
                          ),
                        },
                      ]
                }
              />
              {event.count > 1 && !title.includes(String(event.count)) ? (
                <span className="text-faint"> ×{event.count}</span>
              ) : null}
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
