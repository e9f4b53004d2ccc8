/** Who started a task outside services. */
export interface Starter {
  /** EventBridge rule, EventBridge Scheduler, or a person or program that called RunTask. */
  kind: 'rule' | 'schedule' | 'manual';
  /** Name of the rule or schedule, or what the caller gave as startedBy; null where it gave nothing. */
  name: string | null;
}

/** EventBridge writes `events-rule/NAME`, EventBridge Scheduler `chronos-schedule/NAME`, both cut at 36 characters. */
export function starterOf(startedBy: string | null): Starter {
  const parts = /^(events-rule|chronos-schedule)\/(.*)$/.exec(startedBy ?? '');
  if (!parts) return { kind: 'manual', name: startedBy };
  return { kind: parts[1] === 'events-rule' ? 'rule' : 'schedule', name: parts[2] || null };
}
