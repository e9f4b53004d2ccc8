import type { AlertRule, Localised } from '@danji/shared';
import { isWorse } from '../alerts/index.js';

type Unit = AlertRule['unit'];
type Language = keyof Localised;

const UNITS: Readonly<Record<Unit, Localised>> = {
  count: { en: '', ko: '' },
  percent: { en: ' %', ko: ' %' },
  ratio: { en: ' ×', ko: '배' },
  minutes: { en: ' min', ko: '분' },
  hours: { en: ' h', ko: '시간' },
  days: { en: ' days', ko: '일' },
  seconds: { en: ' s', ko: '초' },
  transactions: { en: ' transactions', ko: '건' },
};

/** A number with its unit; what is out of sight (10,000 hours or days) is said as such. */
export function alertValue(value: number, unit: Unit): Localised {
  if ((unit === 'hours' || unit === 'days') && value >= 10_000)
    return { en: 'not in sight', ko: '예정 없음' };
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const number = value.toLocaleString('en-US', { maximumFractionDigits: digits });
  const { en, ko } = UNITS[unit];
  return { en: `${number}${en}`, ko: `${number}${ko}` };
}

/** A rule's condition in words with the number in force. */
export function conditionText(rule: AlertRule, threshold: number): Localised {
  const number = threshold.toLocaleString('en-US', { maximumFractionDigits: 2 });
  const put = (text: string): string => text.replace('{threshold}', number);
  return { en: put(rule.condition.en), ko: put(rule.condition.ko) };
}

export interface IncidentFacts {
  rule: AlertRule;
  subject: string;
  /** Null for an incident about its subject. */
  storm: { area: string; subjects: number } | null;
}

/** What is wrong, as one line. */
export function incidentTitle({ rule, subject, storm }: IncidentFacts): Localised {
  if (storm === null) return { en: `${subject}: ${rule.title.en}`, ko: `${subject}: ${rule.title.ko}` };
  const { area, subjects } = storm;
  return {
    en: `${subjects} resources of ${area} fail at once: ${rule.title.en}`,
    ko: `${area}의 리소스 ${subjects}개가 한꺼번에 이상: ${rule.title.ko}`,
  };
}

export interface SymptomFacts {
  rule: AlertRule;
  /** Now or, of what is over, in the end. */
  value: number | null;
  /** The worst that it was. */
  peak: number | null;
  threshold: number;
  /** Epoch ms. */
  beganAt: number;
  resolvedAt: number | null;
  /** Since when Danji cannot see it (epoch ms); null where it can. */
  unknownSince: number | null;
}

/** The number, the limit and since when, as one line; times in a zone. */
export function symptomText(facts: SymptomFacts, timeZone: string): Localised {
  const { rule, threshold, beganAt, resolvedAt, unknownSince } = facts;
  const limit = alertValue(threshold, rule.unit);
  const number = numberText(facts);
  const at = (epoch: number, language: Language): string => clockTime(epoch, timeZone, language);
  const span = {
    en:
      resolvedAt === null
        ? `since ${at(beganAt, 'en')}`
        : `from ${at(beganAt, 'en')} to ${at(resolvedAt, 'en')}`,
    ko: resolvedAt === null ? `${at(beganAt, 'ko')}부터` : `${at(beganAt, 'ko')}–${at(resolvedAt, 'ko')}`,
  };
  const blind =
    unknownSince === null
      ? { en: '', ko: '' }
      : {
          en: `; not seen since ${at(unknownSince, 'en')}`,
          ko: `; ${at(unknownSince, 'ko')}부터 볼 수 없음`,
        };
  return {
    en: `${number.en} (limit ${limit.en}) ${span.en}${blind.en}`,
    ko: `${number.ko} (기준 ${limit.ko}) ${span.ko}${blind.ko}`,
  };
}

/** The value while it is bad; else the worst beside it, since "0 (limit 2)" would say that nothing ever was wrong. */
function numberText({ rule, value, peak, threshold, resolvedAt }: SymptomFacts): Localised {
  const now = value === null ? { en: 'no value', ko: '값 없음' } : alertValue(value, rule.unit);
  const isBad = value !== null && isWorse(rule, value, threshold);
  if (peak === null || (isBad && resolvedAt === null)) return now;
  const worst = alertValue(peak, rule.unit);
  const atWorst = { en: `${worst.en} at worst`, ko: `최악 ${worst.ko}` };
  if (resolvedAt !== null) return atWorst;
  return { en: `${atWorst.en}, ${now.en} now`, ko: `${atWorst.ko}, 현재 ${now.ko}` };
}

/** An instant (epoch ms) as incidents write it: 28 Nov, 06:46 GMT+9. */
export function clockTime(at: number, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at);
}
