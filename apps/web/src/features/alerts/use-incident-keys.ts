'use client';
import { useEffect } from 'react';

/** Single keys of the list and of an incident; off while a field has the focus or a modifier is held. */
export function useIncidentKeys(commands: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const element = event.target instanceof HTMLElement ? event.target : null;
      if (element !== null && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)) {
        if (!(element instanceof HTMLInputElement && element.type === 'checkbox')) return;
      }
      // Enter on a link or a button is theirs.
      if (event.key === 'Enter' && element !== null && /^(A|BUTTON)$/.test(element.tagName)) return;
      const command = commands[event.key];
      if (command === undefined) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [commands]);
}
