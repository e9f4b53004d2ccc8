import type { ReactNode } from 'react';
import { cn } from './cn';

const LOOKS = {
  plain: 'border-line-strong text-muted',
  strong: 'border-text text-text',
  critical: 'border-transparent bg-critical-bg text-critical',
  warning: 'border-transparent bg-warning-bg text-warning',
  accent: 'border-transparent bg-accent-bg text-accent',
};

/** A word in a frame. */
export function Badge({
  look = 'plain',
  className,
  title,
  children,
}: {
  look?: keyof typeof LOOKS;
  className?: string;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span
      title={title}
      className={cn(
        'inline-block rounded-[5px] border px-1.5 align-[1px] text-[11px] leading-[15px] font-bold whitespace-nowrap',
        LOOKS[look],
        className,
      )}
    >
      {children}
    </span>
  );
}

/** Production stands out by its frame, the rest stays grey. */
export function EnvironmentBadge({ environment }: { environment: string }) {
  return <Badge look={environment === 'prod' ? 'strong' : 'plain'}>{environment}</Badge>;
}
