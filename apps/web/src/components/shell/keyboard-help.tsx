'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { SidePanel } from '@/components/ui/side-panel';
import { onShellCommand } from './commands';
import { NAVIGATION } from './navigation';
import { useKeyboard } from './use-keyboard';

const KEYS = [
  ['⌘K / Ctrl K', 'search'],
  ['[  ]', 'shift'],
  ['z', 'zoom'],
  ['t', 'range'],
  ['c', 'compare'],
  ['l', 'live'],
  ['u', 'zone'],
  ['.', 'copyLink'],
  ['?', 'help'],
] as const;

/** The sheet of keys, and the listener behind them. */
export function KeyboardHelp() {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  useKeyboard();
  useEffect(() => onShellCommand('help', () => setOpen(true)), []);
  return (
    <SidePanel open={open} onClose={() => setOpen(false)} title={t('keys.title')}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2">
        {KEYS.map(([keys, name]) => (
          <Row key={name} keys={keys} text={t(`keys.${name}`)} />
        ))}
        {NAVIGATION.map((item) => (
          <Row key={item.key} keys={`g ${item.letter}`} text={t(`nav.${item.key}`)} />
        ))}
      </dl>
    </SidePanel>
  );
}

function Row({ keys, text }: { keys: string; text: string }) {
  return (
    <>
      <dt>
        <kbd className="rounded border border-line-strong px-1.5 py-0.5 font-mono text-small">{keys}</kbd>
      </dt>
      <dd>{text}</dd>
    </>
  );
}
