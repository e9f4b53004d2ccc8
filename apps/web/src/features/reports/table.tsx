import type { ReactNode } from 'react';

/** A table of the report: plain HTML that scrolls in itself on the screen and breaks between rows on paper. */
export function Table({
  caption,
  head,
  children,
}: {
  caption: string;
  head: readonly ReactNode[];
  children: ReactNode;
}) {
  return (
    <div className="overflow-x-auto print:overflow-visible" tabIndex={0} role="region" aria-label={caption}>
      <table className="w-full border-collapse text-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-small text-muted">
            {head.map((cell, i) => (
              <th key={i} scope="col" className="py-1 pr-3 font-normal whitespace-nowrap print:pr-1.5">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_td]:py-1 [&_td]:pr-3 print:[&_td]:pr-1.5 [&_td]:align-top [&_tr]:break-inside-avoid [&_tr]:border-b [&_tr]:border-line">
          {children}
        </tbody>
      </table>
    </div>
  );
}
