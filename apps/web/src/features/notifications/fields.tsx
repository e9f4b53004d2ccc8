import type { InputHTMLAttributes, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** How fields of forms look; 16 px on the phone, where a browser would zoom in otherwise. */
export const INPUT =
  'h-7 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-table placeholder:text-faint max-rail:h-11 max-rail:text-[16px]';
const LABEL = 'flex min-w-0 flex-col gap-1 text-small text-muted max-phone:basis-full';

/** A named field; on the phone it has a line of its own. */
export function Field({
  name,
  className,
  children,
}: {
  name: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <label className={cn(LABEL, className)}>
      {name}
      {children}
    </label>
  );
}

interface TextProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  name: string;
  value: string;
  onChange: (value: string) => void;
}

export function TextField({ name, className, onChange, ...rest }: TextProps) {
  return (
    <Field name={name} className={className}>
      <input className={INPUT} onChange={({ target }) => onChange(target.value)} {...rest} />
    </Field>
  );
}

export function Check({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="flex min-h-7 items-center gap-1.5 text-table max-rail:min-h-11">
      <input
        type="checkbox"
        className="size-3.5 accent-[var(--accent)]"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {children}
    </label>
  );
}
