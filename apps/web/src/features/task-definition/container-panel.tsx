'use client';
import type { TaskDefinitionAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { FactsList } from '@/components/ui/facts-list';
import { Panel } from '@/components/ui/panel';
import { mib } from '@/lib/format/value';

type Container = TaskDefinitionAttributes['containers'][number];

/** One container of the blueprint: image, size, ports, names of its environment, health check, logs, mounts. */
export function ContainerPanel({ container: c }: { container: Container }) {
  const t = useTranslations('taskDefinition.container');
  const common = useTranslations('common');
  const ports = c.ports.map((p) =>
    [
      p.hostPort !== null && p.hostPort !== p.containerPort ? `${p.hostPort}→` : '',
      p.containerPort,
      '/',
      p.protocol,
    ].join(''),
  );
  return (
    <Panel
      level={3}
      title={
        <span className="text-text">
          {c.name} {c.essential ? null : <Badge>{t('notEssential')}</Badge>}
        </span>
      }
    >
      <FactsList
        rows={[
          [t('image'), <Image key="image" image={c.image} />],
          [
            t('size'),
            t('sizeValue', {
              cpu: c.cpu ?? 0,
              memory: c.memory === null ? '–' : mib(c.memory),
              soft: c.memoryReservation === null ? '–' : mib(c.memoryReservation),
            }),
          ],
          [t('ports'), ports.length === 0 ? common('none') : ports.join(', ')],
          [t('environment'), <Names key="env" names={c.environmentNames} />],
          [t('secrets'), <Names key="secrets" names={c.secretNames} />],
          [t('health'), c.healthCheck ? <Health key="health" check={c.healthCheck} /> : t('noHealth')],
          [
            t('logs'),
            c.logGroup
              ? `${c.logGroup}${c.logStreamPrefix ? ` (${c.logStreamPrefix}/…)` : ''}`
              : (c.logDriver ?? common('none')),
          ],
          [
            t('mounts'),
            c.mountPoints.length === 0
              ? common('none')
              : c.mountPoints
                  .map(
                    (m) => `${m.source ?? '?'} → ${m.path ?? '?'}${m.readOnly ? ` (${t('readOnly')})` : ''}`,
                  )
                  .join(', '),
          ],
          [t('stop'), c.stopTimeout === null ? t('stopDefault') : `${c.stopTimeout} s`],
        ]}
      />
    </Panel>
  );
}

/** Repository in grey, tag or digest to read. */
function Image({ image }: { image: string }) {
  const cut = Math.max(
    image.lastIndexOf('@'),
    image.lastIndexOf(':') > image.lastIndexOf('/') ? image.lastIndexOf(':') : -1,
  );
  const [repository, tag] = cut === -1 ? [image, ''] : [image.slice(0, cut), image.slice(cut)];
  const t = useTranslations('taskDefinition.container');
  const loose = tag === '' || tag === ':latest';
  return (
    <code className="font-mono text-[11.5px]">
      <span className="text-muted">{repository}</span>
      <b className="font-semibold">{tag}</b>
      {loose ? <span className="ml-2 font-sans text-small text-warning">{t('moving')}</span> : null}
    </code>
  );
}

function Names({ names }: { names: readonly string[] }) {
  const common = useTranslations('common');
  if (names.length === 0) return <>{common('none')}</>;
  return (
    <span className="flex flex-wrap gap-1">
      {names.map((name) => (
        <code key={name} className="rounded bg-sunken px-1 font-mono text-[11px]">
          {name}
        </code>
      ))}
    </span>
  );
}

function Health({ check }: { check: NonNullable<Container['healthCheck']> }) {
  const t = useTranslations('taskDefinition.container');
  return (
    <>
      <code className="font-mono text-[11.5px]">{check.command.join(' ')}</code>
      <span className="block text-small text-muted">
        {t('healthTimes', {
          interval: check.interval ?? 30,
          timeout: check.timeout ?? 5,
          retries: check.retries ?? 3,
          start: check.startPeriod ?? 0,
        })}
      </span>
    </>
  );
}
