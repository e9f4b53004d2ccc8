'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useHref } from '@/lib/url/view';

const PAGES = [
  { key: 'labels', href: '/settings/labels' },
  { key: 'logs', href: '/settings/logs' },
  { key: 'tokens', href: '/settings/tokens' },
  { key: 'commits', href: '/settings/commits' },
  { key: 'notifications', href: '/settings/notifications' },
] as const;

/** The pages of the settings, above the name of the one that is shown. */
export function SettingsTrail() {
  const t = useTranslations('settings.pages');
  const href = useHref();
  const pathname = usePathname();
  return (
    <nav aria-label={t('all')} className="flex gap-3">
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
