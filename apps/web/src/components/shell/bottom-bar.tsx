'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { SidePanel } from '@/components/ui/side-panel';
import { useHref } from '@/lib/url/view';
import { Filters } from './filters';
import { Freshness } from './freshness';
import { isActive, NAVIGATION, type NavigationItem } from './navigation';
import { LanguageToggle, ThemeToggle, ZoneToggle } from './preferences-toggles';

const ICONS: Record<'overview' | 'alerts' | 'clusters' | 'tasks' | 'more', string> = {
  overview: 'M3 3h6v6H3Zm8 0h6v6h-6ZM3 11h6v6H3Zm8 0h6v6h-6Z',
  clusters: 'M10 2 17 6v8l-7 4-7-4V6Zm0 0v8m0 8v-8m7-4-7 4-7-4',
  tasks: 'M3 5h3m3 0h8M3 10h3m3 0h8M3 15h3m3 0h8',
  alerts: 'M10 2.5a5 5 0 0 0-5 5v3.6L3.4 14h13.2L15 11.1V7.5a5 5 0 0 0-5-5Zm-2 14a2 2 0 0 0 4 0',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
};
const SHOWN = ['overview', 'alerts', 'clusters', 'tasks'] as const;

function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg viewBox="0 0 20 20" className="size-5" aria-hidden>
      <path
        d={ICONS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 3 : 1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}

const CELL = 'flex h-14 w-full flex-col items-center justify-center gap-0.5 text-[11px] text-muted';

/** The navigation of the phone: four places, and everything else behind "More". */
export function BottomBar() {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const href = useHref();
  const [open, setOpen] = useState(false);
  const item = (key: string): NavigationItem => NAVIGATION.find((each) => each.key === key)!;
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="no-print fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] rail:hidden"
    >
      <ul className="grid grid-cols-5">
        {SHOWN.map((key) => (
          <li key={key}>
            <Link
              href={href(item(key).href)}
              prefetch={false}
              aria-current={isActive(item(key), pathname) ? 'page' : undefined}
              className={cn(CELL, isActive(item(key), pathname) && 'font-semibold text-text')}
            >
              <Icon name={key} />
              {t(`nav.${key}`)}
            </Link>
          </li>
        ))}
        <li>
          <button type="button" className={CELL} onClick={() => setOpen(true)}>
            <Icon name="more" />
            {t('more')}
          </button>
        </li>
      </ul>
      <SidePanel open={open} onClose={() => setOpen(false)} title={t('more')}>
        <ul className="mb-3 border-b border-line pb-2">
          {NAVIGATION.filter((each) => !SHOWN.some((key) => key === each.key)).map((each) => (
            <li key={each.key}>
              <Link
                href={href(each.href)}
                prefetch={false}
                onClick={() => setOpen(false)}
                className="flex h-11 items-center text-head"
              >
                {t(`nav.${each.key}`)}
              </Link>
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2 border-b border-line pb-3">
          <Filters />
        </div>
        <div className="flex flex-wrap items-center pt-2">
          <ZoneToggle />
          <LanguageToggle />
          <ThemeToggle />
          <Freshness />
        </div>
      </SidePanel>
    </nav>
  );
}
