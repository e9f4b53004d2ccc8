'use client';
import type { BulkAnswer, BulkInput, IncidentItem } from '@danji/shared';
import { useState } from 'react';
import { useSend } from '@/lib/api/hooks';

const STALE = ['/incidents', '/alerts'];
export type Act = BulkInput['act'];

export interface Done {
  /** What was done, and to how many. */
  kind: Act['kind'];
  count: number;
  undo: () => void;
}

export interface Acts {
  run: (items: readonly IncidentItem[], act: Act) => void;
  pending: boolean;
  error: Error | null;
  /** The last act that can be taken back. */
  done: Done | null;
  dismiss: () => void;
}

/** Acts upon incidents, all or none, each with its opposite: undo is an act of its own upon the new versions. */
export function useActs(): Acts {
  const send = useSend<BulkAnswer>(STALE);
  const [done, setDone] = useState<Done | null>(null);
  const run = (items: readonly IncidentItem[], act: Act, undoes = false): void => {
    if (items.length === 0) return;
    const body = { items: items.map(({ id, version }) => ({ id, version })), act };
    send.mutate(
      { path: '/incidents/bulk', body },
      {
        onSuccess: (answer) => {
          const back = opposite(items, act);
          setDone(
            undoes || back === null
              ? null
              : { kind: act.kind, count: items.length, undo: () => run(answer.items, back, true) },
          );
        },
        onError: () => setDone(null),
      },
    );
  };
  return {
    run: (items, act) => run(items, act),
    pending: send.isPending,
    error: send.error,
    done,
    dismiss: () => setDone(null),
  };
}

/** What takes an act back. Several that had several owners cannot be given back by one act: it frees them. */
function opposite(before: readonly IncidentItem[], act: Act): Act | null {
  switch (act.kind) {
    case 'ack':
      return { kind: 'ack', acknowledged: !act.acknowledged };
    case 'assign': {
      const owners = new Set(before.map(({ owner }) => owner));
      return { kind: 'assign', owner: owners.size === 1 ? (before[0]?.owner ?? null) : null };
    }
    case 'snooze':
      return { kind: 'snooze', until: null };
    case 'resolve':
      return { kind: 'resolve', resolved: !act.resolved };
  }
}
