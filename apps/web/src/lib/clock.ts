'use client';
import { useSyncExternalStore } from 'react';

/** The only place of the site that reads the wall clock. */
export function now(): number {
  return Date.now();
}

const listeners = new Set<() => void>();
let tick = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick = now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/**
 * The time in epoch milliseconds, floored to `everySeconds`; the component renders again only when that changes.
 * Null on the server and until the browser has taken over, so that both render the same text.
 */
export function useNow(everySeconds = 1): number | null {
  const step = everySeconds * 1000;
  return useSyncExternalStore(
    subscribe,
    () => Math.floor((tick === 0 ? (tick = now()) : tick) / step) * step,
    () => null,
  );
}
