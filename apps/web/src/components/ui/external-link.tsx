import type { ReactNode } from 'react';
import { safeHref } from '@/lib/format/ids';

/** A link out of Danji; an address that is not http(s) stays plain text. */
export function ExternalLink({
  href,
  children,
  className,
}: {
  href: string | null;
  children: ReactNode;
  className?: string;
}) {
  const safe = safeHref(href);
  if (safe === null) return null;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer" className={className ?? 'link'}>
      {children}
      <span aria-hidden> ↗</span>
    </a>
  );
}
