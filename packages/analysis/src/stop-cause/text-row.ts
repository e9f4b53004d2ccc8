/** Explanation and, where there is one, remedy, in English and Korean. */
export type TextRow =
  | readonly [en: string, ko: string, remedyEn: string, remedyKo: string]
  | readonly [en: string, ko: string];
