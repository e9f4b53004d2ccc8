'use client';
import type { Ec2InstanceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { Time } from '@/components/ui/time';
import { Definition, Definitions } from '@/features/fleet';

const CHECKS = ['system', 'instance', 'ebs'] as const;

/** What EC2 itself says: its three checks, and what AWS means to do to the instance. */
export function HealthPanel({ details }: { details: Ec2InstanceAttributes }) {
  const t = useTranslations('ec2');
  const { checks, scheduledEvents } = details;
  return (
    <Panel title={t('page.health')}>
      <Definitions>
        {CHECKS.map((check) => (
          <Definition key={check} name={t(`check.${check}`)}>
            <CheckWord word={checks?.[check] ?? null} />
          </Definition>
        ))}
        {checks?.impairedSince ? (
          <Definition name={t('check.since')}>
            <Time at={checks.impairedSince} />
          </Definition>
        ) : null}
        <Definition name={t('check.scheduled')}>
          {scheduledEvents === null ? (
            t('agent.unknown')
          ) : scheduledEvents.length === 0 ? (
            t('check.nothing')
          ) : (
            <ul>
              {scheduledEvents.map((event) => (
                <li key={event.id ?? event.code} className="font-semibold text-warning">
                  {event.code}
                  {event.notBefore ? (
                    <>
                      {' '}
                      <Time at={event.notBefore} />
                    </>
                  ) : null}
                  <span className="block text-small font-normal text-muted">{event.description}</span>
                </li>
              ))}
            </ul>
          )}
        </Definition>
      </Definitions>
    </Panel>
  );
}

const WORDS = ['ok', 'impaired', 'insufficient-data', 'initializing', 'not-applicable'] as const;

function CheckWord({ word }: { word: string | null }) {
  const t = useTranslations('ec2');
  const known = WORDS.find((each) => each === word);
  if (word === null) return t('agent.unknown');
  return (
    <span className={word === 'impaired' ? 'font-semibold text-critical' : undefined}>
      {known ? t(`check.word.${known}`) : word}
    </span>
  );
}
