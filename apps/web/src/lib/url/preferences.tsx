'use client';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { ZONE_COOKIE, type ZoneChoice } from '@/i18n/locale';

interface Preferences {
  preferred: ZoneChoice;
  setPreferred: (zone: ZoneChoice) => void;
}
const PreferencesContext = createContext<Preferences>({
  preferred: 'browser',
  setPreferred: () => undefined,
});

const YEAR_SECONDS = 31_536_000;

/** Remembers a choice for a year in a cookie, which the server reads before it renders. */
export function remember(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

export function PreferencesProvider({ zone, children }: { zone: ZoneChoice; children: ReactNode }) {
  const [preferred, set] = useState(zone);
  const setPreferred = useCallback((next: ZoneChoice) => {
    remember(ZONE_COOKIE, next);
    set(next);
  }, []);
  const value = useMemo(() => ({ preferred, setPreferred }), [preferred, setPreferred]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferredZone(): Preferences {
  return useContext(PreferencesContext);
}
