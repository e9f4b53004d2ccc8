'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { useHref } from '@/lib/url/view';
import { isActive, NAVIGATION } from './navigation';

export function Logo() {
  return (
    <span className="flex items-center gap-2 text-[15px] font-bold">
      <svg viewBox="0 0 18 18" className="size-[18px]" aria-hidden>
        <rect width="8" height="8" rx="2" fill="var(--text)" />
        <rect x="10" width="8" height="8" rx="2" fill="var(--series-1)" />
        <rect y="10" width="8" height="8" rx="2" fill="var(--text)" />
        <rect x="10" y="10" width="8" height="8" rx="2" fill="var(--text)" />
      </svg>
      Danji
    </span>
  );
}

const GROUPS = [...new Set(NAVIGATION.map((item) => item.group))];

export function Rail() {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const href = useHref();
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="no-print sticky top-0 h-dvh overflow-y-auto border-r border-line px-2.5 py-3 max-rail:hidden"
    >
      <Link href={href('/')} className="mb-2 flex h-8 items-center px-2">
        <Logo />
      </Link>
      {GROUPS.map((group) => (
        <ul key={group} className="border-line not-last:mb-2.5 not-last:border-b not-last:pb-2.5">
          {NAVIGATION.filter((item) => item.group === group).map((item) => (
            <li key={item.key}>
              <Link
                href={href(item.href)}
                prefetch={false}
                aria-current={isActive(item, pathname) ? 'page' : undefined}
                className={cn(
                  'flex h-[30px] items-center rounded-control px-2 text-muted hover:bg-sunken hover:text-text',
                  isActive(item, pathname) && 'bg-sunken font-semibold text-text',
                )}
              >
                {t(`nav.${item.key}`)}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
