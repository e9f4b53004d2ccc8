'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { useState, type ReactNode } from 'react';
import type { ZoneChoice } from '@/i18n/locale';
import { mayRetry } from '@/lib/api/hooks';
import { LiveProvider } from '@/lib/api/live';
import { PreferencesProvider } from '@/lib/url/preferences';

export function Providers({ zone, children }: { zone: ZoneChoice; children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 10_000, retry: mayRetry, networkMode: 'always' } },
      }),
  );
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryClientProvider client={client}>
        <PreferencesProvider zone={zone}>
          <LiveProvider>{children}</LiveProvider>
        </PreferencesProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
