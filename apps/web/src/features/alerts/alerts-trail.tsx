'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useHref } from '@/lib/url/view';

const PAGES = [
  { key: 'incidents', href: '/alerts' },
  { key: 'rules', href: '/alerts/rules' },
  { key: 'silences', href: '/alerts/silences' },
  { key: 'notifications', href: '/settings/notifications' },
] as const;

/** The pages about alerts, above the name of the one that is shown. */
export function AlertsTrail() {
  const t = useTranslations('alerts.pages');
  const href = useHref();
  const pathname = usePathname();
  return (
    <nav aria-label={t('all')} className="flex flex-wrap gap-3">
      {PAGES.map((page) => (
        <Link
          key={page.key}
          href={href(page.href)}
          prefetch={false}
          aria-current={pathname === page.href ? 'page' : undefined}
          className="link py-1 aria-[current=page]:font-semibold aria-[current=page]:text-text"
        >
          {t(page.key)}
        </Link>
      ))}
    </nav>
  );
}
