/** A price per hour: small amounts need their third and fourth digit, `$0.0104`, `$0.236`. */
export function hourlyPrice(usd: number, locale: string): string {
  return new Intl.NumberFormat(locale === 'ko' ? 'ko-KR' : 'en-US', {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(usd);
}
