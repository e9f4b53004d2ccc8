'use client';
import type { ResourceItem } from '@danji/shared';
import Link from 'next/link';
import { kindOfId } from '@/lib/resource-kind';
import { useHref } from '@/lib/url/view';
import { ResourceLink } from './resource-link';

/** 24 px high: on the phone the trail wraps, and its lines must stay apart for fingers. */
const LINK = 'inline-flex min-h-6 items-center underline-offset-2 hover:underline hover:text-text';

/** Where a resource is: list / account / region / parent; what has a page is a link. */
export function Trail({ item, list }: { item: ResourceItem; list: { href: string; label: string } }) {
  const href = useHref();
  return (
    <nav aria-label={list.label}>
      <ol className="flex flex-wrap items-center gap-x-1.5">
        <li>
          <Link href={href(list.href)} className={LINK} prefetch={false}>
            {list.label}
          </Link>
        </li>
        {[item.accountAlias ?? item.accountId, item.region].map((part) => (
          <li key={part} className="before:mr-1.5 before:text-faint before:content-['/']">
            {part}
          </li>
        ))}
        {item.parentId && item.parentName ? (
          <li className="before:mr-1.5 before:text-faint before:content-['/']">
            <ResourceLink kind={kindOfId(item.parentId) ?? ''} id={item.parentId} className={LINK}>
              {item.parentName}
            </ResourceLink>
          </li>
        ) : null}
      </ol>
    </nav>
  );
}
