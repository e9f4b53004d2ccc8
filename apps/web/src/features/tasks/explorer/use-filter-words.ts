'use client';
import { STOP_CAUSES, TASK_TRIGGERS } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { STATE_GROUPS } from '../model/task-filters';

/** The viewer's words for a value of a filter; AWS's own words, names and ids stay as they are. */
export function useFilterWords(): (filter: string, value: string, label?: string) => string {
  const t = useTranslations('tasks');
  return (filter, value, label) => {
    if (filter === 'cause') {
      const cause = STOP_CAUSES.find((known) => known === value);
      if (cause) return t(`cause.${cause}`);
    }
    if (filter === 'trigger') {
      const trigger = TASK_TRIGGERS.find((known) => known === value);
      if (trigger) return t(`trigger.${trigger}`);
    }
    if (filter === 'state') {
      const state = STATE_GROUPS.find((known) => known === value);
      if (state) return t(`state.${state}`);
    }
    return label ?? value;
  };
}
