import { cn } from './cn';

/**
 * A whole with a filled part (reserved) and a darker part within it (used), each 0 to 1. The numbers stand beside it;
 * the bar itself is named for screen readers.
 */
export function Meter({
  part,
  inner,
  label,
  tone = 'plain',
  className,
}: {
  part: number;
  inner?: number | null;
  label: string;
  tone?: 'plain' | 'warning' | 'critical';
  className?: string;
}) {
  const width = (share: number): string => `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`;
  const fill = tone === 'critical' ? 'bg-critical' : tone === 'warning' ? 'bg-warning-mark' : 'bg-cell-busy';
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={cn(
        'relative block h-2 min-w-16 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset',
        className,
      )}
    >
      <span className={cn('absolute inset-y-0 left-0', fill)} style={{ width: width(part) }} />
      {inner === undefined || inner === null ? null : (
        <span className="absolute inset-y-0 left-0 bg-series-1" style={{ width: width(inner) }} />
      )}
    </span>
  );
}
