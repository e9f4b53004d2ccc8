'use client';
import type { SubnetAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Meter } from '@/components/ui/meter';
import { integer } from '@/lib/format/value';

/** Free addresses in words and how full the subnet is as a bar. */
export function FreeAddresses({
  details,
  low,
}: {
  details: Pick<SubnetAttributes, 'freeAddresses' | 'totalAddresses'>;
  low: boolean;
}) {
  const t = useTranslations('network.subnet');
  const { freeAddresses: free, totalAddresses: total } = details;
  if (total === 0) return <span className="text-muted">{t('noAddresses')}</span>;
  const text = t('free', { free: integer(free), total: integer(total) });
  return (
    <span className="block min-w-32">
      <span className={low ? 'font-semibold text-warning' : undefined}>{text}</span>
      <Meter
        className="mt-1 h-1"
        part={(total - free) / total}
        label={text}
        tone={low ? 'warning' : 'plain'}
      />
    </span>
  );
}

/** public through an internet gateway, private through a NAT gateway, or with no way out; unknown stays unknown. */
export function useAccessText(): (details: Pick<SubnetAttributes, 'public' | 'defaultRoute'>) => string {
  const t = useTranslations('network.access');
  return ({ public: isPublic, defaultRoute }) => {
    if (isPublic === null) return t('unknown');
    if (isPublic) return t('public');
    return defaultRoute === null ? t('isolated') : t(defaultRoute.startsWith('nat-') ? 'nat' : 'private');
  };
}
