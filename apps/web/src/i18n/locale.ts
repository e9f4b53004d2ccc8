export const LOCALES = ['ko', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_COOKIE = 'danji-locale';
export const ZONE_COOKIE = 'danji-tz';

/** The zones of the toggle; `browser` is the zone of the computer that looks. */
export const ZONES = ['browser', 'Asia/Seoul', 'UTC'] as const;
export type ZoneChoice = (typeof ZONES)[number];

/** The cookie's choice, else the first language of Accept-Language that we speak, else English. */
export function pickLocale(cookie: string | undefined, accepted: string | null): Locale {
  const chosen = LOCALES.find((locale) => locale === cookie);
  if (chosen) return chosen;
  const wanted = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((tag) => LOCALES.filter((locale) => locale === tag))[0] ?? 'en';
}

export function pickZone(cookie: string | undefined): ZoneChoice {
  return ZONES.find((zone) => zone === cookie) ?? 'browser';
}
