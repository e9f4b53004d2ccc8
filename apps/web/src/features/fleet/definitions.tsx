import type { ReactNode } from 'react';

/** Names and what they are, in two columns. */
export function Definitions({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-table">{children}</dl>;
}

export function Definition({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

/** Ids and AWS's own words. */
export function Mono({ children }: { children: ReactNode }) {
  return <span className="block font-mono text-small [overflow-wrap:anywhere]">{children}</span>;
}
