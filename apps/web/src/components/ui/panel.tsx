import { useId, type ReactNode } from 'react';
import { cn } from './cn';

interface Props {
  title: ReactNode;
  /** What the panel counts or draws, in a few muted words at the right. */
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Tables run to the edge of the card. */
  flush?: boolean;
  level?: 2 | 3;
}

/** A card with a title: the unit that pages are made of. */
export function Panel({ title, hint, actions, children, className, flush = false, level = 2 }: Props) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      aria-labelledby={id}
      className={cn(
        'min-w-0 rounded-card border border-line bg-surface',
        flush ? 'py-3' : 'px-3.5 py-3',
        className,
      )}
    >
      <header
        className={cn('mb-2 flex min-h-5 flex-wrap items-baseline gap-x-3 gap-y-0.5', flush && 'px-3.5')}
      >
        <Heading id={id} className="mr-auto text-base font-semibold text-muted">
          {title}
        </Heading>
        {hint ? (
          <span className="text-small text-faint max-phone:order-last max-phone:basis-full">{hint}</span>
        ) : null}
        {actions ? <span className="flex items-center gap-1">{actions}</span> : null}
      </header>
      {children}
    </section>
  );
}
