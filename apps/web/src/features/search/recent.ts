'use client';
import { useState } from 'react';
import { readRecent, remembered, type Found } from './model/palette-model';

const KEY = 'danji.recent';

/** Storage may be switched off or full; then nothing is remembered, which the person sees by an empty list. */
function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** What was opened from the search before, the newest first. */
export function useRecent(): Found[] {
  const [recent] = useState(() => readRecent(stored()));
  return recent;
}

export function rememberOpened(found: Found): void {
  const next = JSON.stringify(remembered(readRecent(stored()), found));
  try {
    localStorage.setItem(KEY, next);
  } catch {
    return;
  }
}
