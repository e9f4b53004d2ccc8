'use client';
import { DropdownMenu } from 'radix-ui';
import { cn } from './cn';

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

export const CONTROL =
  'inline-flex h-7 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-2.5 text-table whitespace-nowrap hover:bg-sunken data-[state=open]:bg-sunken max-rail:h-11 max-rail:px-3';
const ITEM =
  'flex cursor-default items-center gap-2 rounded-[5px] px-2 py-1.5 text-base outline-none select-none data-[highlighted]:bg-sunken max-rail:min-h-11';

/** A menu that picks any number of values (none is "all"), or exactly one. */
export function ChoiceMenu({
  name,
  none,
  choices,
  chosen,
  onChange,
  single = false,
  onOpen,
}: {
  /** What is chosen, for screen readers and the head of the menu. */
  name: string;
  /** The text while nothing is chosen, e.g. "All accounts". */
  none: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (next: string[]) => void;
  single?: boolean;
  onOpen?: () => void;
}) {
  const label = choices
    .filter((choice) => chosen.includes(choice.value))
    .map((choice) => choice.label)
    .concat(chosen.filter((value) => !choices.some((choice) => choice.value === value)))
    .join(', ');
  const toggle = (value: string, on: boolean): void =>
    onChange(
      single ? (on ? [value] : []) : on ? [...chosen, value] : chosen.filter((each) => each !== value),
    );
  return (
    <DropdownMenu.Root onOpenChange={(open) => (open ? onOpen?.() : undefined)}>
      <DropdownMenu.Trigger className={cn(CONTROL, 'max-w-52')} aria-label={`${name}: ${label || none}`}>
        <span className={cn('truncate', chosen.length > 0 && 'font-semibold')}>{label || none}</span>
        <span aria-hidden className="text-[9px] text-faint">
          ▼
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[min(420px,70dvh)] min-w-44 overflow-y-auto rounded-card border border-line-strong bg-surface p-1 shadow-overlay"
        >
          <DropdownMenu.Label className="px-2 py-1 text-small text-muted">{name}</DropdownMenu.Label>
          <DropdownMenu.CheckboxItem
            className={ITEM}
            checked={chosen.length === 0}
            onCheckedChange={() => onChange([])}
          >
            <Tick />
            {none}
          </DropdownMenu.CheckboxItem>
          {choices.map((choice) => (
            <DropdownMenu.CheckboxItem
              key={choice.value}
              className={ITEM}
              checked={chosen.includes(choice.value)}
              onCheckedChange={(on) => toggle(choice.value, on)}
              onSelect={(event) => (single ? undefined : event.preventDefault())}
            >
              <Tick />
              <span>{choice.label}</span>
              {choice.hint ? <span className="ml-auto pl-4 text-small text-muted">{choice.hint}</span> : null}
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Tick() {
  return (
    <span className="grid size-3.5 place-items-center" aria-hidden>
      <DropdownMenu.ItemIndicator>
        <svg viewBox="0 0 12 12" className="size-3">
          <path d="M2 6.5 4.8 9.2 10 3" fill="none" stroke="currentColor" strokeWidth="1.8" />
        </svg>
      </DropdownMenu.ItemIndicator>
    </span>
  );
}
