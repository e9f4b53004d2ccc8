'use client';
import type { Localised } from '@danji/shared';
import { useLocale } from 'next-intl';

/** Picks the viewer's language of a sentence that the API wrote in both. */
export function useLocalised(): (text: Localised | null | undefined) => string {
  const locale = useLocale();
  return (text) => (text ? text[locale] : '');
}
