import { z } from 'zod';
import type { AlarmHistoryItem } from '../../../aws/index.js';
import { UNLABELLED, type TimelineEvent } from '../../history/timeline-event.js';
import type { Labels } from '../../observed.js';

/** The part of HistoryData that says what changed; it is JSON text. */
const Written = z.object({
  oldState: z.object({ stateValue: z.string() }).nullish(),
  newState: z.object({ stateValue: z.string(), stateReason: z.string().nullish() }),
});

const SEVERITY: Readonly<Record<string, TimelineEvent['severity']>> = { ALARM: 'critical' };
/** Changes of an alarm's state as lines of the timeline; what AWS wrote in a form that we do not know is left out. */
export function alarmEvents(
  items: readonly AlarmHistoryItem[],
  alarm: { id: string; parentId: string | null; labels: Labels | undefined },
): TimelineEvent[] {
  return items.flatMap(({ Timestamp, HistoryData, HistorySummary }): TimelineEvent[] => {
    const written = readData(HistoryData);
    if (written === null) return [];
    const { stateValue: after, stateReason: reason } = written.newState;
    const before = written.oldState?.stateValue ?? null;
    return [
      {
        resourceId: alarm.id,
        id: alarmEventId(Timestamp.getTime()),
        at: Timestamp.getTime(),
        kind: 'alarm',
        type: after === 'ALARM' ? 'alarm_raised' : after === 'OK' ? 'alarm_cleared' : 'alarm_unknown',
        severity: SEVERITY[after] ?? 'info',
        labels: alarm.labels ?? UNLABELLED,
        parentId: alarm.parentId,
        message: reason ?? HistorySummary ?? '',
        params: { before, after },
      },
    ];
  });
}

/** An alarm changes its state once at an instant. */
export function alarmEventId(at: number): string {
  return `alarm-${at}`;
}

function readData(data: string | null): z.output<typeof Written> | null {
  if (data === null) return null;
  try {
    const parsed = Written.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
