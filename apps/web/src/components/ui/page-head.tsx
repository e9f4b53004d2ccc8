import type { ReactNode } from 'react';

/** What a page opens with: where we are, the name with its badges, the sentence that answers the page's question. */
export function PageHead({
  trail,
  title,
  badges,
  sentence,
  figures,
}: {
  trail?: ReactNode;
  title: ReactNode;
  badges?: ReactNode;
  sentence?: ReactNode;
  figures?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end gap-x-8 gap-y-3">
      <div className="min-w-0 flex-1 basis-80">
        {trail ? <div className="text-small text-muted">{trail}</div> : null}
        <h1 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-title font-bold tracking-[-0.01em] [overflow-wrap:anywhere]">
          {title}
          {badges}
        </h1>
        {sentence ? <p className="mt-0.5 max-w-[80ch] text-muted">{sentence}</p> : null}
      </div>
      {figures ? <div className="flex flex-wrap gap-x-7 gap-y-2">{figures}</div> : null}
    </header>
  );
}

/** A large figure with its unit and, under it, what it is and what it was. */
export function Figure({
  value,
  unit,
  label,
  tone = 'plain',
}: {
  value: ReactNode;
  unit?: ReactNode;
  label: ReactNode;
  tone?: 'plain' | 'critical' | 'warning';
}) {
  const colour = tone === 'critical' ? 'text-critical' : tone === 'warning' ? 'text-warning' : 'text-text';
  return (
    <div>
      <div className={`text-figure font-bold ${colour}`}>
        {value}
        {unit ? <span className="ml-1 text-small font-normal text-muted">{unit}</span> : null}
      </div>
      <div className="text-small text-muted">{label}</div>
    </div>
  );
}
