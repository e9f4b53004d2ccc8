'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { ZONES, type ZoneChoice } from '@/i18n/locale';
import {
  defaultRange,
  formatRange,
  hasRange,
  parseRange,
  resolveRange,
  type RangeMs,
  type RangeText,
} from '../range/range';
import { now } from '../clock';
import { usePreferredZone } from './preferences';

/** What a page can be compared with, and how far back that lies. Whole multiples of every step, so that grids align. */
export const COMPARE_MS = {
  '-1h': 3_600_000,
  '-1d': 86_400_000,
  '-1w': 604_800_000,
  '-4w': 2_419_200_000,
} as const;
export type Compare = keyof typeof COMPARE_MS;
export const COMPARE: readonly Compare[] = ['-1h', '-1d', '-1w', '-4w'];

/** What every link carries along, so that a pasted address reproduces the screen. */
const CARRIED = ['range', 'tz', 'environment', 'team', 'account', 'cmp'] as const;

const never = (): (() => void) => () => undefined;

/** The zone of this computer; UTC on the server and until the browser has taken over. */
function useBrowserZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  );
}

/** The zone that absolute times are written in, an IANA name. */
export function useZone(): { choice: ZoneChoice; zone: string; setChoice: (choice: ZoneChoice) => void } {
  const { preferred, setPreferred } = usePreferredZone();
  const [inUrl, setInUrl] = useQueryState('tz', parseAsStringLiteral(ZONES));
  const browser = useBrowserZone();
  const choice = inUrl ?? preferred;
  const setChoice = useCallback(
    (next: ZoneChoice) => {
      setPreferred(next);
      void setInUrl(next === 'browser' ? null : next);
    },
    [setInUrl, setPreferred],
  );
  return { choice, zone: choice === 'browser' ? browser : choice, setChoice };
}

export interface RangeState {
  range: RangeText;
  /** Why the range in the URL was not taken, a sentence with the remedy. */
  error: string | null;
  /** The range in milliseconds as of now; call it in handlers, not while rendering. */
  resolve: () => RangeMs;
  /** Whether anything on this page is of a range: otherwise none can be chosen here, and links carry it on. */
  applies: boolean;
  /** Pushes to the history, so that Back returns to the range before. */
  setRange: (range: RangeText) => void;
}

export function useRange(): RangeState {
  const pathname = usePathname();
  const [text, setText] = useQueryState('range', parseAsString.withOptions({ history: 'push' }));
  const { zone } = useZone();
  const parsed = useMemo(() => (text === null ? null : parseRange(text)), [text]);
  const range = useMemo(
    () => (parsed === null || 'error' in parsed ? defaultRange(pathname) : parsed),
    [parsed, pathname],
  );
  const resolve = useCallback(() => resolveRange(range, now(), zone), [range, zone]);
  const setRange = useCallback((next: RangeText) => void setText(formatRange(next)), [setText]);
  const error = parsed !== null && 'error' in parsed ? parsed.error : null;
  return { range, error, resolve, applies: hasRange(pathname), setRange };
}

/** `from` and `to` as the API takes them; a range that is rounded to days is resolved in the viewer's zone first. */
export function useRangeParams(): { from: string; to: string } {
  const { range, resolve } = useRange();
  return useMemo(() => {
    if (!range.from.includes('/') && !range.to.includes('/')) return range;
    const { from, to } = resolve();
    const end = Math.floor(to / 60_000) * 60_000;
    return {
      from: new Date(from).toISOString(),
      to: range.to === 'now' ? 'now' : new Date(end).toISOString(),
    };
  }, [range, resolve]);
}

const LABELS = {
  environment: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  account: parseAsString.withDefault(''),
};
export interface Labels {
  environment: string[];
  team: string[];
  account: string;
}

/** The filters of the top bar, in the API's parameter names. */
export function useLabels(): [Labels, (next: Partial<Labels>) => void] {
  const [labels, setLabels] = useQueryStates(LABELS);
  const set = useCallback((next: Partial<Labels>) => void setLabels(next), [setLabels]);
  return [labels, set];
}

export function useCompare(): [Compare | null, (next: Compare | null) => void] {
  const [value, setValue] = useQueryState('cmp', parseAsStringLiteral(COMPARE));
  const set = useCallback((next: Compare | null) => void setValue(next), [setValue]);
  return [value, set];
}

/** Builds links inside the site that keep range, zone, filters and comparison; `extra` adds or (null) removes. */
export function useHref(): (path: string, extra?: Record<string, string | null>) => string {
  const search = useSearchParams();
  return useCallback(
    (path, extra = {}) => {
      const kept = new URLSearchParams();
      for (const name of CARRIED) {
        const value = search.get(name);
        if (value !== null && value !== '') kept.set(name, value);
      }
      for (const [name, value] of Object.entries(extra)) {
        if (value === null) kept.delete(name);
        else kept.set(name, value);
      }
      const text = kept.toString();
      return text === '' ? path : `${path}?${text}`;
    },
    [search],
  );
}

/** The page of a resource; null where the site has none. */
export function resourcePath(kind: string, id: string): string | null {
  const folder: Record<string, string> = {
    ecs_cluster: 'clusters',
    ecs_service: 'services',
    ecs_task_definition: 'task-definitions',
    ecs_task: 'tasks',
    auto_scaling_group: 'auto-scaling-groups',
    capacity_provider: 'capacity-providers',
    ec2_instance: 'ec2',
    rds_instance: 'rds',
    load_balancer: 'load-balancers',
    target_group: 'target-groups',
    canary: 'canaries',
    alarm: 'alarms',
    ebs_volume: 'volumes',
    image: 'images',
    subnet: 'network',
    security_group: 'network',
    rds_cluster: 'rds/clusters',
  };
  const name = folder[kind];
  return name === undefined ? null : `/${name}/${encodeURIComponent(id)}`;
}
