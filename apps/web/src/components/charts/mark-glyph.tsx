import type { MarkKind } from './model';

export const MARK_COLOUR: Record<MarkKind, string> = {
  deployment: 'var(--series-4)',
  scaling: 'var(--series-3)',
  stop: 'var(--critical)',
  config: 'var(--series-2)',
};

/** The shape of a change, centred at (0, 0), 8 px wide: triangle, open square, cross, dot. */
export function MarkShape({ kind, colour = MARK_COLOUR[kind] }: { kind: MarkKind; colour?: string }) {
  switch (kind) {
    case 'deployment':
      return <path d="M0 -4.5 4.5 3.5H-4.5Z" fill={colour} />;
    case 'scaling':
      return <rect x="-3.5" y="-3.5" width="7" height="7" fill="none" stroke={colour} strokeWidth="1.6" />;
    case 'stop':
      return <path d="M-3.5 -3.5 3.5 3.5M3.5 -3.5 -3.5 3.5" stroke={colour} strokeWidth="1.7" fill="none" />;
    case 'config':
      return <circle r="3.2" fill={colour} />;
  }
}

export type MarkTone = 'kind' | 'muted' | 'warning' | 'critical';
const TONE: Record<Exclude<MarkTone, 'kind'>, string> = {
  muted: 'var(--muted)',
  warning: 'var(--warning-mark)',
  critical: 'var(--critical)',
};

/** The same shape inline, for timelines and legends. */
export function MarkGlyph({ kind, tone = 'kind' }: { kind: MarkKind; tone?: MarkTone }) {
  return (
    <svg viewBox="-6 -6 12 12" className="inline-block size-3 shrink-0" aria-hidden>
      <MarkShape kind={kind} {...(tone === 'kind' ? {} : { colour: TONE[tone] })} />
    </svg>
  );
}
