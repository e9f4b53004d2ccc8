'use client';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';

/** Details beside the list they belong to: 480 px at the right, the whole width from below on the phone. */
export function SidePanel({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations('common');
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed z-50 flex flex-col border-line bg-surface shadow-overlay rail:inset-y-0 rail:right-0 rail:w-[520px] rail:border-l max-rail:inset-x-0 max-rail:bottom-0 max-rail:max-h-[92dvh] max-rail:rounded-t-xl max-rail:border-t"
        >
          <header className="flex min-h-12 items-center gap-2 border-b border-line px-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-head font-bold">{title}</Dialog.Title>
            <Dialog.Close className="grid size-8 place-items-center rounded-control text-muted hover:bg-sunken max-rail:size-11">
              <span aria-hidden>✕</span>
              <span className="sr-only">{t('close')}</span>
            </Dialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-3">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
