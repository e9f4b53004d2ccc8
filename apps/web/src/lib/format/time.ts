/** Times for people. Every absolute time is written in the zone that the screen is set to. */
const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale === 'ko' ? 'ko-KR' : 'en-GB', { timeZone: zone, ...options });
    cache.set(key, found);
  }
  return found;
}

/** `14:05`, or `14:05:09` with seconds. */
export function clock(at: number, zone: string, seconds = false): string {
  return formatter('en', zone, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' as const } : {}),
    hourCycle: 'h23',
  }).format(at);
}

/** `23 Nov` or `11월 23일`. */
export function day(at: number, zone: string, locale: string): string {
  return formatter(locale, zone, { month: 'short', day: 'numeric' }).format(at);
}

/** `Mon 23 Nov` or `11월 23일(월)`. */
export function weekday(at: number, zone: string, locale: string): string {
  return formatter(locale, zone, { month: 'short', day: 'numeric', weekday: 'short' })
    .format(at)
    .replace(',', '');
}

/** `Mon 23 Nov 14:05`. */
export function dateTime(at: number, zone: string, locale: string, seconds = false): string {
  return `${weekday(at, zone, locale)} ${clock(at, zone, seconds)}`;
}

/** The clock alone for today, else the day before it. */
export function whenShort(at: number, now: number, zone: string, locale: string): string {
  return day(at, zone, locale) === day(now, zone, locale)
    ? clock(at, zone)
    : `${day(at, zone, locale)} ${clock(at, zone)}`;
}

/** `UTC+09:00` of a zone at an instant. */
export function offsetName(at: number, zone: string): string {
  const part = formatter('en', zone, { timeZoneName: 'longOffset', hour: '2-digit' })
    .formatToParts(at)
    .find((p) => p.type === 'timeZoneName')?.value;
  return (part ?? 'GMT').replace('GMT', 'UTC');
}

const DURATION_WORDS = {
  en: { d: 'd', h: 'h', m: 'min', s: 's' },
  ko: { d: '일', h: '시간', m: '분', s: '초' },
} as const;

/** `52 s`, `3 min 12 s`, `2 h 5 min`, `3 d`: the two largest units, the second only while it matters. */
export function duration(seconds: number, locale: string): string {
  const words = DURATION_WORDS[locale === 'ko' ? 'ko' : 'en'];
  const gap = locale === 'ko' ? '' : ' ';
  const s = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(s / 86_400), words.d],
    [Math.floor((s % 86_400) / 3600), words.h],
    [Math.floor((s % 3600) / 60), words.m],
    [s % 60, words.s],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  if (first === -1) return `0${gap}${words.s}`;
  const head = parts[first]!;
  const next = parts[first + 1];
  const text = `${head[0]}${gap}${head[1]}`;
  return next && next[0] > 0 && head[0] < 10 ? `${text} ${next[0]}${gap}${next[1]}` : text;
}

/** `3 min ago` / `3분 전`, one unit only. */
export function ago(at: number, now: number, locale: string): string {
  const s = Math.max(0, Math.round((now - at) / 1000));
  const words = DURATION_WORDS[locale === 'ko' ? 'ko' : 'en'];
  const [n, unit]: [number, string] =
    s < 60
      ? [s, words.s]
      : s < 3600
        ? [Math.floor(s / 60), words.m]
        : s < 86_400
          ? [Math.floor(s / 3600), words.h]
          : [Math.floor(s / 86_400), words.d];
  return locale === 'ko' ? `${n}${unit} 전` : `${n} ${unit} ago`;
}

const TICK_STEPS = [
  60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600, 604_800, 1_209_600,
  2_592_000,
];

/** Round instants between from and to, in the zone's own wall clock, at most `count`. */
export function timeTicks(from: number, to: number, zone: string, count: number): number[] {
  const step = TICK_STEPS.find((s) => (to - from) / 1000 / s <= count) ?? 2_592_000;
  const ticks: number[] = [];
  const shift = (at: number): number => wallOffset(at, zone);
  let wall = Math.ceil((from + shift(from)) / (step * 1000)) * step * 1000;
  for (; ; wall += step * 1000) {
    const at = wall - shift(wall - shift(from));
    if (at > to) return ticks;
    if (at >= from) ticks.push(at);
  }
}

function wallOffset(at: number, zone: string): number {
  const name = offsetName(at, zone);
  const match = /UTC([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** A tick's text: the clock, or the day where the clock says midnight or the step is a day. */
export function tickText(at: number, zone: string, locale: string): string {
  const time = clock(at, zone);
  return time === '00:00' ? day(at, zone, locale) : time;
}
