'use client';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { onShellCommand } from '@/components/shell/commands';

const Palette = dynamic(() => import('./palette').then((module) => module.Palette));

/** The search over everything: Ctrl/Cmd-K or the field in the top bar open it, Escape closes it. */
export function SearchDialog() {
  const t = useTranslations('search');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen((was) => !was);
      }
    };
    window.addEventListener('keydown', press);
    const off = onShellCommand('search', () => setOpen(true));
    return () => {
      window.removeEventListener('keydown', press);
      off();
    };
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed z-50 flex flex-col overflow-hidden bg-surface shadow-overlay rail:top-[12vh] rail:left-1/2 rail:max-h-[70vh] rail:w-[600px] rail:-translate-x-1/2 rail:rounded-card rail:border rail:border-line-strong max-rail:inset-0"
        >
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <Palette onDone={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
