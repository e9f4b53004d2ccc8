import type { ButtonHTMLAttributes, Ref } from 'react';
import { cn } from './cn';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One primary action per view; `quiet` has no frame until the pointer is over it. */
  look?: 'primary' | 'plain' | 'quiet';
  ref?: Ref<HTMLButtonElement>;
}

const LOOKS = {
  primary: 'bg-text text-bg border-text font-semibold hover:opacity-90',
  plain: 'bg-surface border-line-strong hover:bg-sunken',
  quiet: 'border-transparent text-muted hover:bg-sunken hover:text-text',
};

export function Button({ look = 'plain', className, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={cn(
        'inline-flex h-7 items-center justify-center gap-1.5 rounded-control border px-2.5 text-table whitespace-nowrap',
        'disabled:opacity-50 max-rail:h-11 max-rail:px-3.5',
        LOOKS[look],
        className,
      )}
      {...rest}
    />
  );
}
