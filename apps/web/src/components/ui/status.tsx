'use client';
import type { Status } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { cn } from './cn';

export const STATUS_TEXT: Record<Status, string> = {
  ok: 'text-muted',
  info: 'text-muted',
  unknown: 'text-muted',
  warning: 'text-warning',
  critical: 'text-critical',
};

const GLYPH: Record<Status, string> = { ok: '', info: 'i', unknown: '?', warning: '!', critical: '!' };

/** A status as shape and letter, so that it reads without colour: filled is critical, dashed is unknown. */
export function StatusIcon({ status, className }: { status: Status; className?: string }) {
  return (
    <svg
      viewBox="0 0 14 14"
      className={cn('inline-block size-3.5 shrink-0', STATUS_TEXT[status], className)}
      aria-hidden
    >
      {status === 'warning' ? (
        <path
          d="M7 1.2 13 12.4H1Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
      ) : (
        <circle
          cx="7"
          cy="7"
          r={status === 'ok' ? 3 : 5.6}
          fill={status === 'critical' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.3"
          strokeDasharray={status === 'unknown' ? '2 1.6' : undefined}
        />
      )}
      <text
        x="7"
        y={status === 'warning' ? 11.2 : 10.1}
        textAnchor="middle"
        fontSize="8.5"
        fontWeight="700"
        fill={status === 'critical' ? 'var(--surface)' : 'currentColor'}
      >
        {GLYPH[status]}
      </text>
    </svg>
  );
}

/** Icon and word. `quiet` leaves the word to screen readers. */
export function StatusMark({ status, quiet = false }: { status: Status; quiet?: boolean }) {
  const t = useTranslations('common.status');
  return (
    <span
      className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', STATUS_TEXT[status])}
      title={t(status)}
    >
      <StatusIcon status={status} />
      <span className={quiet ? 'sr-only' : undefined}>{t(status)}</span>
    </span>
  );
}
