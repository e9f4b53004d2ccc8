'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from './button';

/** Copies a text; says so in place. */
export function CopyButton({ text, label, className }: { text: string; label?: string; className?: string }) {
  const t = useTranslations('common');
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('done');
    } catch {
      // The browser refuses outside a secure context: the person is told, the text stays selectable.
      setState('failed');
    }
    setTimeout(() => setState('idle'), 1600);
  };
  return (
    <Button look="quiet" className={className} onClick={() => void copy()}>
      <span aria-live="polite">
        {state === 'idle' ? (label ?? t('copy')) : t(state === 'done' ? 'copied' : 'copyFailed')}
      </span>
    </Button>
  );
}
