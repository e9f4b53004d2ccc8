'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState, type ReactNode } from 'react';
import { ApiError } from '@/lib/api/client';
import type { ApiQuery } from '@/lib/api/hooks';
import { Button } from './button';
import { cn } from './cn';
import { CopyButton } from './copy-button';
import { StatusIcon } from './status';

/** A grey block of the exact height that the content will have; says after 2 s that it is still loading. */
export function Skeleton({ height, className }: { height: number; className?: string }) {
  const t = useTranslations('common');
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 2000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={cn('relative', className)} style={{ height }} role="status">
      <div className="skeleton absolute inset-0" />
      <span
        className={
          slow ? 'absolute inset-x-0 top-1/2 -translate-y-1/2 text-center text-small text-muted' : 'sr-only'
        }
      >
        {t('loading')}
      </span>
    </div>
  );
}

/** The frame of a page that is still loading: a title, a line, cards; no block as large as the screen. */
export function PageSkeleton() {
  return (
    <div className="flex flex-col gap-3.5">
      <div className="flex flex-col gap-2">
        <div className="skeleton h-7 w-72 max-w-full" />
        <div className="skeleton h-4 w-[460px] max-w-full" />
      </div>
      <Skeleton height={84} />
      <div aria-hidden className="grid grid-cols-3 gap-3.5 max-rail:grid-cols-1">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <div key={key} className="h-[204px] rounded-card border border-line bg-surface p-3.5">
            <div className="skeleton h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Nothing to show, why, and what to do next. */
export function Empty({
  title,
  children,
  height,
}: {
  title: ReactNode;
  children?: ReactNode;
  height?: number;
}) {
  return (
    <div
      className="flex flex-col items-center justify-center gap-1 rounded-control px-4 py-6 text-center text-muted"
      style={height ? { minHeight: height } : undefined}
    >
      <p>{title}</p>
      {children ? <div className="text-small">{children}</div> : null}
    </div>
  );
}

/** What failed, in words, with the request id, a retry and the details to copy; never a stack. */
export function ErrorState({
  error,
  onRetry,
  height,
}: {
  error: Error;
  onRetry?: () => void;
  height?: number;
}) {
  const t = useTranslations('common.error');
  const api = error instanceof ApiError ? error : null;
  const kind =
    api?.code === 'OFFLINE'
      ? 'offline'
      : api?.code === 'FORBIDDEN' || api?.code === 'UPSTREAM_DENIED'
        ? 'denied'
        : api?.code === 'RATE_LIMITED'
          ? 'throttled'
          : api?.code === 'NOT_FOUND'
            ? 'notFound'
            : api?.code === 'VALIDATION'
              ? 'invalid'
              : 'failed';
  const details = JSON.stringify(
    {
      status: api?.status,
      code: api?.code,
      message: error.message,
      requestId: api?.requestId,
      fields: api?.fields,
    },
    null,
    2,
  );
  return (
    <div
      role="alert"
      className="flex flex-col items-start justify-center gap-2 py-4"
      style={height ? { minHeight: height } : undefined}
    >
      <p className="flex items-center gap-2 font-semibold">
        <StatusIcon status={kind === 'failed' || kind === 'offline' ? 'critical' : 'warning'} />
        {kind === 'throttled' && api?.retryAfterSeconds
          ? t('throttledFor', { seconds: api.retryAfterSeconds })
          : t(kind)}
      </p>
      {kind === 'offline' ? null : <p className="max-w-prose text-small text-muted">{error.message}</p>}
      {api?.fields?.map((field) => (
        <p key={field.field} className="text-small text-muted">
          <code className="font-mono">{field.field}</code>: {field.message}
        </p>
      ))}
      <div className="flex flex-wrap items-center gap-2 text-small text-muted">
        {onRetry ? <Button onClick={onRetry}>{t('retry')}</Button> : null}
        <CopyButton text={details} label={t('copyDetails')} />
        {api?.requestId ? (
          <span>
            {t('requestId')} <code className="font-mono">{api.requestId}</code>
          </span>
        ) : null}
      </div>
    </div>
  );
}

/**
 * Shows a query in whichever state it is: skeleton, error with retry, the data, or the data with a word that the last
 * refresh failed. While newer data for other parameters is on its way the old stays, dimmed.
 */
export function Await<T>({
  query,
  height,
  children,
}: {
  query: ApiQuery<T>;
  /** Pixels to keep free while loading, so that nothing jumps; `page` draws the frame of a whole page. */
  height: number | 'page';
  children: (data: T) => ReactNode;
}) {
  const t = useTranslations('common');
  if (query.data === undefined) {
    return query.error ? (
      <ErrorState
        error={query.error}
        onRetry={() => void query.refetch()}
        height={height === 'page' ? 320 : height}
      />
    ) : height === 'page' ? (
      <PageSkeleton />
    ) : (
      <Skeleton height={height} />
    );
  }
  return (
    <div
      className={query.isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}
      aria-busy={query.isFetching}
    >
      {query.error ? (
        <p className="mb-2 flex items-center gap-1.5 text-small text-warning" role="status">
          <StatusIcon status="warning" /> {t('refreshFailed')}: {query.error.message}
        </p>
      ) : null}
      {children(query.data)}
    </div>
  );
}
