'use client';
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { EVENT_KINDS, type EventKind } from '@danji/shared';
import { useCallback } from 'react';

const SEVERITIES = ['warning', 'critical'] as const;
const FILTERS = {
  kinds: parseAsArrayOf(parseAsStringLiteral(EVENT_KINDS)).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  cluster: parseAsString,
  service: parseAsString,
  resource: parseAsString,
  actor: parseAsString,
  q: parseAsString,
};

/** Filters of the timeline, under the API's own names. */
export interface EventFilters {
  kinds: EventKind[];
  severity: (typeof SEVERITIES)[number][];
  cluster: string | null;
  service: string | null;
  resource: string | null;
  actor: string | null;
  q: string | null;
}

/** The filters, kept in the URL. */
export function useEventFilters(): [EventFilters, (next: Partial<EventFilters>) => void] {
  const [filters, set] = useQueryStates(FILTERS);
  const change = useCallback((next: Partial<EventFilters>) => void set(next), [set]);
  return [filters, change];
}

export function isFiltered(filters: EventFilters): boolean {
  return Object.values(filters).some((value) => value !== null && value.length > 0);
}
