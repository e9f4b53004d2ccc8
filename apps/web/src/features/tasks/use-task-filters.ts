'use client';
import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import type { TaskFilters } from './model/task-filters';

const list = parseAsArrayOf(parseAsString).withDefault([]);
const FILTERS = {
  cluster: parseAsString,
  service: parseAsString,
  state: list,
  cause: list,
  trigger: list,
  stopCode: list,
  az: list,
  launchType: list,
  capacityProvider: list,
  definition: list,
  abnormal: parseAsBoolean,
  q: parseAsString,
};
const SORTS = ['-createdAt', 'createdAt', '-stoppedAt', 'stoppedAt'] as const;
export type TaskSort = (typeof SORTS)[number];

/** Filters of the explorer, kept in the URL under the API's own names. */
export function useTaskFilters(): [TaskFilters, (next: TaskFilters) => void] {
  const [filters, set] = useQueryStates(FILTERS);
  const change = useCallback((next: TaskFilters) => void set(next), [set]);
  return [filters, change];
}

export function useTaskSort(): [TaskSort, (next: string) => void] {
  const [{ sort }, set] = useQueryStates({ sort: parseAsStringLiteral(SORTS).withDefault('-createdAt') });
  const change = useCallback(
    (next: string) => void set({ sort: SORTS.find((known) => known === next) ?? null }),
    [set],
  );
  return [sort, change];
}
