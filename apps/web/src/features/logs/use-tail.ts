'use client';
import { useQuery } from '@tanstack/react-query';
import type { LogTail } from '@danji/shared';
import { useState } from 'react';
import { apiUrl, request } from '@/lib/api/client';

const ASK_MS = 2_000;
/** As many as a person can still scroll through. */
const MOST_LINES = 500;

export interface Followed {
  lines: LogTail['lines'];
  answer: LogTail | undefined;
  error: Error | null;
}

interface Held {
  group: string | null;
  next: number;
  lines: LogTail['lines'];
}

/** The lines of a group as they come, newest first; nothing is asked while `group` is null. */
export function useTail(group: string | null): Followed {
  const [held, setHeld] = useState<Held>({ group, next: 0, lines: [] });
  const known = held.group === group ? held : { group, next: 0, lines: [] };
  const query = useQuery<LogTail>({
    queryKey: ['tail', group],
    queryFn: async ({ signal }) => {
      const answer = await request<LogTail>(apiUrl('/logs/tail', { group, after: known.next }), { signal });
      const lines = [...answer.lines.toReversed(), ...known.lines].slice(0, MOST_LINES);
      setHeld({ group, next: answer.next, lines });
      return answer;
    },
    enabled: group !== null,
    refetchInterval: ASK_MS,
    gcTime: 0,
  });
  return { lines: known.lines, answer: query.data, error: query.error };
}
