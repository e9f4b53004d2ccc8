import { parseTimePoint, resolveTimePoint } from '@danji/shared';

/** A time range as the URL carries it: each end in Grafana's grammar or an ISO instant. */
export interface RangeText {
  from: string;
  to: string;
}
/** A range in epoch milliseconds. */
export interface RangeMs {
  from: number;
  to: number;
}

const SHORT_INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)$/;

/** An instant without a zone is UTC, so that a link means the same moment for everybody. */
function withZone(text: string): string {
  return SHORT_INSTANT.test(text) ? `${text}Z` : text;
}

/** Reads `now-6h..now` or `ISO..ISO`; answers a sentence that names the remedy when it cannot. */
export function parseRange(text: string): RangeText | { error: string } {
  const ends = text.split('..');
  if (ends.length !== 2 || ends[0] === '' || ends[1] === '')
    return { error: `range "${text.slice(0, 60)}": write FROM..TO, for example now-6h..now.` };
  const [from, to] = [withZone(ends[0]!), withZone(ends[1]!)];
  for (const end of [from, to]) {
    const point = parseTimePoint(end);
    if ('error' in point) return { error: `range "${end.slice(0, 40)}": ${point.error}` };
  }
  return { from, to };
}

/** The URL form; an absolute instant loses its seconds when they are zero. */
export function formatRange(range: RangeText): string {
  const short = (end: string): string =>
    end.replace(/(T\d\d:\d\d)(?::00(?:\.000)?)?Z$/, '$1').replace(/Z$/, '');
  const text = (end: string): string => (end.startsWith('now') ? end : short(end));
  return `${text(range.from)}..${text(range.to)}`;
}

/** Resolves both ends; a range that is empty or backwards becomes the hour before its end. */
export function resolveRange(range: RangeText, now: number, zone: string): RangeMs {
  const at = (end: string): number => {
    const point = parseTimePoint(withZone(end));
    return 'error' in point ? now : resolveTimePoint(point, now, zone);
  };
  const from = at(range.from);
  const to = at(range.to);
  return from < to ? { from, to } : { from: to - 3_600_000, to };
}

/** Whether the range moves with the clock, so that it can be live. */
export function isRelative(range: RangeText): boolean {
  return range.to === 'now' && range.from.startsWith('now');
}

export function absolute(range: RangeMs): RangeText {
  const floor = (ms: number): string => new Date(Math.floor(ms / 60_000) * 60_000).toISOString();
  const ceil = (ms: number): string => new Date(Math.ceil(ms / 60_000) * 60_000).toISOString();
  return { from: floor(range.from), to: ceil(range.to) };
}

/** Moves by half of the span: -1 back, 1 forward; never into the future. */
export function shiftRange(range: RangeMs, direction: -1 | 1, now: number): RangeText {
  const span = range.to - range.from;
  const by = Math.min((direction * span) / 2, now - range.to);
  const move = direction === -1 ? -span / 2 : by;
  return absolute({ from: range.from + move, to: range.to + move });
}

const NAMED_SPANS: [number, string][] = [
  [15 * 60_000, 'now-15m'],
  [60 * 60_000, 'now-1h'],
  [3 * 3_600_000, 'now-3h'],
  [6 * 3_600_000, 'now-6h'],
  [12 * 3_600_000, 'now-12h'],
  [24 * 3_600_000, 'now-24h'],
  [2 * 86_400_000, 'now-2d'],
  [7 * 86_400_000, 'now-7d'],
  [14 * 86_400_000, 'now-14d'],
  [30 * 86_400_000, 'now-30d'],
  [90 * 86_400_000, 'now-90d'],
];

/** Twice as wide around the middle; a live range stays live and takes the next quick span. */
export function zoomOut(range: RangeText, resolved: RangeMs, now: number): RangeText {
  const span = resolved.to - resolved.from;
  if (isRelative(range)) {
    const wider = NAMED_SPANS.find(([ms]) => ms >= span * 1.9);
    return { from: wider?.[1] ?? 'now-90d', to: 'now' };
  }
  const to = Math.min(resolved.to + span / 2, now);
  return absolute({ from: to - span * 2, to });
}

/** The range that a page opens with when the URL names none: triage pages look near, the others at a day. */
export function defaultRange(pathname: string): RangeText {
  return { from: pathname === '/' ? 'now-3h' : pathname === '/logs' ? 'now-1h' : 'now-24h', to: 'now' };
}

/** What shows the present, a week of its own or what is set. */
const WITHOUT_RANGE = ['/alerts', '/reports', '/collection', '/settings'];

/** Whether anything on a page depends on the range. */
export function hasRange(pathname: string): boolean {
  return !WITHOUT_RANGE.some((path) => pathname === path || pathname.startsWith(`${path}/`));
}

export const QUICK_RANGES = [
  'now-15m..now',
  'now-1h..now',
  'now-3h..now',
  'now-6h..now',
  'now-12h..now',
  'now-24h..now',
  'now-2d..now',
  'now-7d..now',
  'now-14d..now',
  'now-30d..now',
  'now-90d..now',
  'now/d..now',
  'now-1d/d..now/d',
  'now/w..now',
] as const;
export type QuickRange = (typeof QUICK_RANGES)[number];
