import { useCallback, useSyncExternalStore } from 'react';

const KEY = 'danji.name';
const listeners = new Set<() => void>();

/** How this browser's person is called in timelines; empty until it was given once. */
export function displayName(): string {
  try {
    return window.localStorage.getItem(KEY) ?? '';
  } catch (error) {
    // Storage may be forbidden: then the name lasts as long as nobody asks for it again.
    if (error instanceof DOMException) return '';
    throw error;
  }
}

export function useDisplayName(): [string, (name: string) => void] {
  const name = useSyncExternalStore(subscribe, displayName, () => '');
  const set = useCallback((next: string) => {
    window.localStorage.setItem(KEY, next.trim());
    for (const listener of listeners) listener();
  }, []);
  return [name, set];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
