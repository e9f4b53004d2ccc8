'use client';
import type { Ec2InstanceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Time } from '@/components/ui/time';
import { Definition, Definitions, Mono } from '@/features/fleet';
import { useNow } from '@/lib/clock';
import { imageAge } from './model/age';

/** What the instance was started from and with: image, its owner and age, key pair. */
export function ImagePanel({ details }: { details: Ec2InstanceAttributes }) {
  const t = useTranslations('ec2');
  const { image, imageId, keyName, keyPresent } = details;
  return (
    <Panel title={t('page.image')}>
      <Definitions>
        <Definition name={t('fact.image')}>
          {image?.resourceId && image.name ? (
            <ResourceLink kind="image" id={image.resourceId} className="link">
              {image.name}
            </ResourceLink>
          ) : null}
          <Mono>{imageId ?? '–'}</Mono>
          <ImageState image={image} />
        </Definition>
        <Definition name={t('fact.owner')}>{image?.owner ?? t('agent.unknown')}</Definition>
        <Definition name={t('fact.imageAge')}>
          <ImageAgeText createdAt={image?.createdAt} />
        </Definition>
        <Definition name={t('fact.key')}>
          {keyName === null ? (
            t('fact.noKey')
          ) : (
            <>
              {keyName}
              <span className={`block text-small ${keyPresent === false ? 'text-warning' : 'text-muted'}`}>
                {t(keyPresent === null ? 'fact.keyUnknown' : keyPresent ? 'fact.keyPresent' : 'fact.keyGone')}
              </span>
            </>
          )}
        </Definition>
      </Definitions>
    </Panel>
  );
}

/** Missing or deprecated; nothing where the image is as it should be. */
export function ImageState({ image }: { image: Ec2InstanceAttributes['image'] }) {
  const t = useTranslations('ec2.image');
  const now = useNow(60);
  if (image === null) return <span className="block text-small text-muted">{t('unread')}</span>;
  if (image.missing)
    return <span className="block text-small font-semibold text-warning">{t('missing')}</span>;
  const { deprecatedAt } = image;
  if (deprecatedAt === null || now === null || Date.parse(deprecatedAt) > now) return null;
  return (
    <span className="block text-small text-warning">
      {t.rich('deprecated', { since: () => <Time at={deprecatedAt} /> })}
    </span>
  );
}

/** `213 days`, and that it missed half a year of patches where it did; `short`: by its colour and on hover. */
export function ImageAgeText({
  createdAt,
  short = false,
}: {
  createdAt: string | null | undefined;
  short?: boolean;
}) {
  const t = useTranslations('ec2.image');
  const now = useNow(60);
  const age = now === null ? null : imageAge(createdAt, now);
  if (now === null) return null;
  if (age === null) return t('ageUnknown');
  return (
    <span
      title={short && age.old ? t('old') : (createdAt ?? undefined)}
      className={short && age.old ? 'text-warning' : undefined}
    >
      {t('age', { days: age.days })}
      {age.old && !short ? <span className="text-warning">, {t('old')}</span> : null}
    </span>
  );
}
