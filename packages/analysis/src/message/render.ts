import { textOf } from './catalogue.js';
import type { Locale, Message, MessageParam } from './message.js';

export interface RenderOptions {
  locale: Locale;
  /** IANA zone for times and dates; UTC where left out. */
  timeZone?: string;
}

const PLACEHOLDER = /\{(\w+)(?::(\w+))?(?::([^:{}]*):([^:{}]*))?\}/g;

/**
 * A message in words. A parameter that is null or absent reads "unknown": unknown is said, not hidden.
 * @throws RangeError when no table has the message's key.
 */
export function renderMessage(message: Message, options: RenderOptions): string {
  const template = textOf(message.key)[options.locale];
  return template.replace(PLACEHOLDER, (_all, name: string, format = 'text', one?: string, many?: string) => {
    const value = message.params[name];
    if (format === 'plural') return value === 1 ? (one ?? '') : (many ?? '');
    return formatValue(value, format, options);
  });
}

/** Both languages at once, for answers that carry texts. */
export function renderBoth(message: Message, timeZone?: string): Record<Locale, string> {
  return {
    en: renderMessage(message, { locale: 'en', timeZone }),
    ko: renderMessage(message, { locale: 'ko', timeZone }),
  };
}

function formatValue(
  value: MessageParam | undefined,
  format: string,
  { locale, timeZone = 'UTC' }: RenderOptions,
): string {
  if (value === null || value === undefined) return locale === 'ko' ? '알 수 없음' : 'unknown';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return renderMessage(value, { locale, timeZone });
  switch (format) {
    case 'text':
      return String(value);
    case 'number':
      return decimal(value, value !== 0 && Math.abs(value) < 1 ? 2 : 1);
    case 'percent':
      return `${decimal(value, Math.abs(value) < 10 ? 1 : 0)} %`;
    case 'usd':
      return `$${decimal(value, Math.abs(value) < 10 ? 2 : 0)}`;
    case 'vcpu':
      return `${decimal(value / 1024, 2)} vCPU`;
    case 'mib':
      return value >= 1024 ? `${decimal(value / 1024, 1)} GiB` : `${decimal(value, 0)} MiB`;
    case 'gib':
      return `${decimal(value / 1024 ** 3, 1)} GiB`;
    case 'duration':
      return duration(value, locale);
    case 'time':
      return instant(value, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    case 'date':
      return instant(value, timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' });
    case 'datetime':
      return `${formatValue(value, 'date', { locale, timeZone })} ${formatValue(value, 'time', { locale, timeZone })}`;
    default:
      throw new RangeError(`message format "${format}" is unknown; see render.ts for those that exist`);
  }
}

/** Several sentences as one text, in both languages; empty for none. */
export function renderSentences(messages: readonly Message[], timeZone?: string): Record<Locale, string> {
  const join = (locale: Locale): string =>
    messages.map((message) => renderMessage(message, { locale, timeZone })).join(' ');
  return { en: join('en'), ko: join('ko') };
}

function decimal(value: number, digits: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** ISO-like dates and 24-hour times in both languages. */
function instant(at: number, timeZone: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts }).format(at);
}

const UNITS: readonly [seconds: number, en: string, ko: string][] = [
  [86_400, 'd', '일'],
  [3600, 'h', '시간'],
  [60, 'min', '분'],
  [1, 's', '초'],
];

/** The two greatest units of a number of seconds: "2 h 5 min", "2시간 5분". */
function duration(seconds: number, locale: Locale): string {
  const total = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([size]) => total >= size);
  if (first < 0) return locale === 'ko' ? '0초' : '0 s';
  let left = total;
  const words: string[] = [];
  for (const [size, en, ko] of UNITS.slice(first, first + 2)) {
    const amount = Math.floor(left / size);
    left -= amount * size;
    if (amount > 0) words.push(locale === 'ko' ? `${amount}${ko}` : `${amount} ${en}`);
  }
  return words.join(' ');
}
