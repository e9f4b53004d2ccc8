import type { Unit } from '@danji/shared';

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** At most three significant digits, never an exponent below a million. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1_000_000_000) return `${trim(value / 1_000_000_000)} B`;
  if (size >= 1_000_000) return `${trim(value / 1_000_000)} M`;
  if (size >= 10_000) return `${trim(value / 1000)} k`;
  return trim(value);
}

function trim(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 100) return Math.round(value).toLocaleString('en-US');
  const digits = size >= 10 ? 1 : size >= 0.1 ? 2 : size >= 0.001 ? 4 : 6;
  return String(Number(value.toFixed(digits)));
}

/** Splits a value into its figure and its unit, scaled for reading: bytes by 1024, seconds under one to ms. */
export function parts(value: number, unit: Unit): { figure: string; unit: string } {
  if (unit === 'bytes' || unit === 'bytes/s') {
    const exponent = value === 0 ? 0 : Math.min(5, Math.max(0, Math.floor(Math.log2(Math.abs(value)) / 10)));
    return {
      figure: trim(value / 1024 ** exponent),
      unit: `${BYTE_UNITS[exponent]}${unit === 'bytes/s' ? '/s' : ''}`,
    };
  }
  if (unit === 's') {
    if (value !== 0 && Math.abs(value) < 1) return { figure: trim(value * 1000), unit: 'ms' };
    return { figure: trim(value), unit: 's' };
  }
  if (unit === 'percent') return { figure: trim(value), unit: '%' };
  if (unit === 'count/s') return { figure: compact(value), unit: '/s' };
  if (unit === 'credits') return { figure: compact(value), unit: 'credits' };
  return { figure: compact(value), unit: '' };
}

/** One string, `41 GiB`, `7.8 %`, `352 ms`. */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return '–';
  const { figure, unit: suffix } = parts(value, unit);
  return suffix === '' ? figure : suffix === '/s' ? `${figure}/s` : `${figure} ${suffix}`;
}

/** A whole number with thousands separated. */
export function integer(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : Math.round(value).toLocaleString('en-US');
}

export function usd(value: number, locale: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  return dollars(value, locale, digits, digits);
}

/** A price below a cent with all its digits: $0.00001. */
export function exactUsd(value: number, locale: string): string {
  return dollars(value, locale, 0, 8);
}

function dollars(value: number, locale: string, least: number, most: number): string {
  return new Intl.NumberFormat(locale === 'ko' ? 'ko-KR' : 'en-US', {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  }).format(value);
}

/** CPU units as vCPU: 256 is 0.25. */
export function vcpu(units: number | null): string {
  return units === null ? '–' : `${trim(units / 1024)} vCPU`;
}

/** MiB as GiB from one GiB on. */
export function mib(amount: number | null): string {
  return amount === null ? '–' : amount >= 1024 ? `${trim(amount / 1024)} GiB` : `${amount} MiB`;
}
