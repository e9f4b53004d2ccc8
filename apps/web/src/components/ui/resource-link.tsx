'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { resourcePath, useHref } from '@/lib/url/view';

/** A link to the page of a resource that keeps range and filters; plain text where the site has no page for the kind. */
export function ResourceLink({
  kind,
  id,
  children,
  className = 'font-semibold hover:underline underline-offset-2',
}: {
  kind: string;
  id: string;
  children: ReactNode;
  className?: string;
}) {
  const href = useHref();
  const path = resourcePath(kind, id);
  if (path === null) return <span className={className}>{children}</span>;
  return (
    <Link href={href(path)} className={className} prefetch={false}>
      {children}
    </Link>
  );
}
