'use client';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useQueryClient, type Query } from '@tanstack/react-query';
import type { StreamMessage, StreamTopic } from '@danji/shared';
import { openStream } from './stream';

interface Live {
  /** False while a person has paused updates. */
  live: boolean;
  setLive: (live: boolean) => void;
  connected: boolean;
}
const LiveContext = createContext<Live>({ live: true, setLive: () => undefined, connected: false });

/** A burst of changes becomes one refetch; nobody reads faster than this. */
const GATHER_MS = 2000;

export interface QueryMeta extends Record<string, unknown> {
  topics?: readonly StreamTopic[];
  /** Only changes of these resources matter; absent: all. */
  ids?: readonly string[];
}

/** Whether a message of the stream makes the data of a query old. */
export function concerns(meta: QueryMeta | undefined, topic: StreamTopic, ids: ReadonlySet<string>): boolean {
  if (!meta?.topics?.includes(topic)) return false;
  if (!meta.ids || ids.size === 0) return true;
  return meta.ids.some((id) => ids.has(id));
}

/** Listens to the one stream of this browser and marks what changed as old; visible queries fetch again. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState(true);
  const [connected, setConnected] = useState(false);

  const invalidate = useCallback(
    (changed: Map<StreamTopic, Set<string>>) => {
      const stale = (query: Query): boolean =>
        [...changed].some(([topic, ids]) => concerns(query.meta as QueryMeta | undefined, topic, ids));
      void client.invalidateQueries({ predicate: stale });
    },
    [client],
  );

  useEffect(() => {
    if (!live) return;
    let changed = new Map<StreamTopic, Set<string>>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      timer = undefined;
      const batch = changed;
      changed = new Map();
      invalidate(batch);
    };
    const close = openStream({
      onMessage: (message: StreamMessage) => {
        const ids = changed.get(message.topic) ?? new Set<string>();
        for (const id of message.ids) ids.add(id);
        changed.set(message.topic, ids);
        timer ??= setTimeout(flush, GATHER_MS);
      },
      onReset: () => void client.invalidateQueries(),
      onState: setConnected,
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [live, client, invalidate]);

  const value = useMemo(() => ({ live, setLive, connected }), [live, connected]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLive(): Live {
  return useContext(LiveContext);
}
