'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SearchDialog } from '@/features/search';
import { Banners } from './banners';
import { BottomBar } from './bottom-bar';
import { KeyboardHelp } from './keyboard-help';
import { ProgressBar } from './progress-bar';
import { Rail } from './rail';
import { TopBar } from './top-bar';

/** The frame of every page: rail (a bottom bar on the phone), top bar, banners, content. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  return (
    <div className="rail:grid rail:min-h-dvh rail:grid-cols-[188px_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-surface focus:px-3 focus:py-2"
      >
        {t('skip')}
      </a>
      <ProgressBar />
      <Rail />
      <div className="flex min-w-0 flex-col max-rail:min-h-dvh">
        <TopBar />
        <Banners />
        <main
          id="content"
          tabIndex={-1}
          className="w-full max-w-[1400px] flex-1 px-6 py-5 outline-none max-rail:px-4 max-rail:pb-24"
        >
          {children}
        </main>
      </div>
      <BottomBar />
      <SearchDialog />
      <KeyboardHelp />
    </div>
  );
}
