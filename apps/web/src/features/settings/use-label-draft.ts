'use client';
import type { LabelPreview, LabelRule, LabelRules } from '@danji/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { apiUrl, request } from '@/lib/api/client';
import type { ApiQuery } from '@/lib/api/hooks';

/** How long a draft rests before it is tried, so that a person may go on typing. */
const REST_MS = 300;

export interface LabelDraft {
  rules: readonly LabelRule[];
  changed: boolean;
  set: (rules: readonly LabelRule[]) => void;
  discard: () => void;
}

/** Rules as somebody edits them, over those that hold. */
export function useLabelDraft(saved: LabelRules): LabelDraft {
  const [draft, setDraft] = useState<readonly LabelRule[] | null>(null);
  const rules = draft ?? saved.rules;
  const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(saved.rules);
  return { rules, changed, set: setDraft, discard: () => setDraft(null) };
}

/** What the rules would make of every resource; the last answer stays while the next one comes. */
export function useLabelPreview(rules: readonly LabelRule[]): ApiQuery<LabelPreview> {
  const text = useMemo(() => JSON.stringify({ rules }), [rules]);
  const [body, setBody] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setBody(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const url = apiUrl('/settings/labels/preview');
  return useQuery<LabelPreview>({
    queryKey: ['api', url, body],
    queryFn: ({ signal }) => request<LabelPreview>(url, { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
  });
}
