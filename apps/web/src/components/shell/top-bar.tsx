'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { SearchTrigger } from '@/features/search';
import { useHref } from '@/lib/url/view';
import { Filters } from './filters';
import { Freshness } from './freshness';
import { LanguageToggle, ThemeToggle, ZoneToggle } from './preferences-toggles';
import { RangePicker } from './range-picker';
import { Logo } from './rail';

/** Filters and search at the left; age of the data, range, zone, language and theme at the right. */
export function TopBar() {
  const t = useTranslations('shell');
  const href = useHref();
  return (
    <header className="no-print sticky top-0 z-40 border-b border-line bg-bg">
      <div className="flex h-12 items-center gap-2 px-6 max-rail:h-14 max-rail:px-3">
        <Link href={href('/')} className="mr-1 rail:hidden" aria-label={t('nav.overview')}>
          <Logo />
        </Link>
        <div className="flex min-w-0 items-center gap-2 max-rail:hidden">
          <Filters />
        </div>
        <div className="min-w-0 flex-1 rail:max-w-80">
          <SearchTrigger />
        </div>
        <div className="ml-auto flex items-center gap-1.5">
          <span className="max-phone:hidden">
            <Freshness />
          </span>
          <RangePicker />
          <span className="flex items-center max-rail:hidden">
            <ZoneToggle />
            <LanguageToggle />
            <ThemeToggle />
          </span>
        </div>
      </div>
    </header>
  );
}
