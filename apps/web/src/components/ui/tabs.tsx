'use client';
import { Tabs as Radix } from 'radix-ui';
import { parseAsString, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';

export interface Tab {
  value: string;
  label: ReactNode;
  content: ReactNode;
}

/** Tabs whose choice lives in the URL (`tab`); the first is the default and leaves the address clean. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  const [value, setValue] = useQueryState('tab', parseAsString.withOptions({ history: 'push' }));
  const first = tabs[0]?.value ?? '';
  const current = tabs.some((tab) => tab.value === value) ? value! : first;
  return (
    <Radix.Root value={current} onValueChange={(next) => void setValue(next === first ? null : next)}>
      <Radix.List
        aria-label={label}
        className="mb-3.5 flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px h-8 border-b-2 border-transparent px-2.5 whitespace-nowrap text-muted hover:text-text data-[state=active]:border-text data-[state=active]:font-semibold data-[state=active]:text-text max-rail:h-11"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="outline-none">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
