'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { ZONES } from '@/i18n/locale';
import { useLive } from '@/lib/api/live';
import { now } from '@/lib/clock';
import { absolute, shiftRange, zoomOut } from '@/lib/range/range';
import { COMPARE, useCompare, useHref, useRange, useZone } from '@/lib/url/view';
import { sendShellCommand } from './commands';
import { NAVIGATION } from './navigation';

/** How long after `g` the second key may come. */
const SEQUENCE_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null;
  return element !== null && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
}

/** The single keys of the frame; off while a field has the focus or a modifier is held. */
export function useKeyboard(): void {
  const router = useRouter();
  const href = useHref();
  const { live, setLive } = useLive();
  const { range, resolve, setRange, applies } = useRange();
  const { choice, setChoice } = useZone();
  const [compare, setCompare] = useCompare();
  const pending = useRef(0);

  useEffect(() => {
    const commands: Record<string, () => void> = {
      '?': () => sendShellCommand('help'),
      ...(applies && {
        t: () => sendShellCommand('range'),
        '[': () => setRange(shiftRange(resolve(), -1, now())),
        ']': () => setRange(shiftRange(resolve(), 1, now())),
        z: () => setRange(zoomOut(range, resolve(), now())),
      }),
      l: () => setLive(!live),
      u: () => setChoice(ZONES[(ZONES.indexOf(choice) + 1) % ZONES.length]!),
      c: () => setCompare(compare === null ? COMPARE[0]! : (COMPARE[COMPARE.indexOf(compare) + 1] ?? null)),
      '.': () => void copyFrozenLink(resolve()),
    };
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (now() - pending.current < SEQUENCE_MS) {
        pending.current = 0;
        const item = NAVIGATION.find((each) => each.letter === event.key);
        if (item) {
          event.preventDefault();
          router.push(href(item.href));
        }
        return;
      }
      if (event.key === 'g') {
        pending.current = now();
        return;
      }
      const command = commands[event.key];
      if (!command) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [
    router,
    href,
    live,
    setLive,
    range,
    resolve,
    setRange,
    applies,
    choice,
    setChoice,
    compare,
    setCompare,
  ]);
}

/** The address with the range as it is now, so that whoever opens it later sees the same. */
async function copyFrozenLink(resolved: { from: number; to: number }): Promise<void> {
  const url = new URL(window.location.href);
  const { from, to } = absolute(resolved);
  url.searchParams.set('range', `${from}..${to}`);
  await navigator.clipboard.writeText(url.href);
}
