import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { FEATURES } from './features';
import { LOCALE_COOKIE, pickLocale } from './locale';

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = pickLocale(jar.get(LOCALE_COOKIE)?.value, head.get('accept-language'));
  const files = await Promise.all(
    FEATURES.map(async (feature) => {
      const file = (await import(`../../messages/${locale}/${feature}.json`)) as { default: object };
      return [feature, file.default] as const;
    }),
  );
  return { locale, messages: Object.fromEntries(files), timeZone: 'UTC' };
});
