'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { LOCALE_COOKIE, ZONES, type ZoneChoice } from '@/i18n/locale';
import { useNow } from '@/lib/clock';
import { offsetName } from '@/lib/format/time';
import { remember } from '@/lib/url/preferences';
import { useZone } from '@/lib/url/view';

const LOOK =
  'h-7 min-w-7 rounded-control px-2 text-muted whitespace-nowrap hover:bg-sunken hover:text-text max-rail:h-11 max-rail:min-w-11';

/** KST, UTC, or the zone of this computer. */
export function ZoneToggle() {
  const t = useTranslations('shell.zone');
  const { choice, zone, setChoice } = useZone();
  const now = useNow(3600);
  const names: Record<ZoneChoice, string> = {
    'Asia/Seoul': 'KST',
    UTC: 'UTC',
    browser: now === null ? t('browser') : offsetName(now, zone).replace(/:00$/, ''),
  };
  const next = ZONES[(ZONES.indexOf(choice) + 1) % ZONES.length]!;
  return (
    <button type="button" className={LOOK} onClick={() => setChoice(next)} title={t('hint', { zone })}>
      <span className="sr-only">{t('label')} </span>
      <span suppressHydrationWarning>{names[choice]}</span>
    </button>
  );
}

/** The other language, named in itself. */
export function LanguageToggle() {
  const t = useTranslations('shell');
  const locale = useLocale();
  const router = useRouter();
  const next = locale === 'ko' ? 'en' : 'ko';
  return (
    <button
      type="button"
      lang={next}
      className={LOOK}
      title={t('language')}
      onClick={() => {
        remember(LOCALE_COOKIE, next);
        router.refresh();
      }}
    >
      {next === 'ko' ? '한국어' : 'English'}
    </button>
  );
}

const THEMES = ['system', 'light', 'dark'] as const;
const SHAPES = {
  system: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Zm0 1.4v9.2a4.6 4.6 0 0 0 0-9.2Z',
  light:
    'M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM7.4 1h1.2v2H7.4Zm0 12h1.2v2H7.4ZM1 7.4h2v1.2H1Zm12 0h2v1.2h-2Z',
  dark: 'M10.8 10.9A5.2 5.2 0 0 1 6.2 3.2 5.3 5.3 0 1 0 13 10a5.1 5.1 0 0 1-2.2.9Z',
};

/** System, light, dark. */
export function ThemeToggle() {
  const t = useTranslations('shell.theme');
  const { theme, setTheme } = useTheme();
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const current = THEMES.find((known) => mounted && known === theme) ?? 'system';
  const next = THEMES[(THEMES.indexOf(current) + 1) % THEMES.length]!;
  return (
    <button type="button" className={LOOK} onClick={() => setTheme(next)} title={t(current)}>
      <span className="sr-only">{t(current)}</span>
      <svg viewBox="0 0 16 16" className="mx-auto size-4" aria-hidden>
        <path d={SHAPES[current]} fill="currentColor" />
      </svg>
    </button>
  );
}
