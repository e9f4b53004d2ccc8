'use client';
import { parseAsArrayOf, parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useCallback } from 'react';

export interface LogFilters {
  /** A service, task, database, cluster or log group. */
  resource: string | null;
  level: string[];
  q: string | null;
  /** Two revisions of a service whose lines are compared. */
  revision: number | null;
  against: number | null;
}

const FILTERS = {
  resource: parseAsString,
  level: parseAsArrayOf(parseAsString).withDefault([]),
  q: parseAsString,
  revision: parseAsInteger,
  against: parseAsInteger,
};

/** Filters of the page, kept in the URL under the API's own names. */
export function useLogFilters(): [LogFilters, (next: Partial<LogFilters>) => void] {
  const [filters, set] = useQueryStates(FILTERS);
  const change = useCallback((next: Partial<LogFilters>) => void set(next), [set]);
  return [filters, change];
}
