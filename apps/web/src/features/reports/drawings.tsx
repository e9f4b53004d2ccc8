/** Drawings of the report: our own SVG, whole in the HTML, in currentColor and the palette, so that paper has them. */

const WIDTH = 96;
const HEIGHT = 12;

/** Use of a whole: p50 dark, to p95 lighter, a tick at the maximum; percent, 100 is the end unless the maximum is beyond. */
export function UseBar({ p50, p95, max, label }: { p50: number; p95: number; max: number; label: string }) {
  const end = Math.max(100, max);
  const x = (percent: number): number => (WIDTH * Math.max(0, percent)) / end;
  return (
    <svg role="img" aria-label={label} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <rect x="0" y="3" width={WIDTH} height="6" rx="1" fill="var(--line)" />
      <rect x="0" y="3" width={x(p95)} height="6" rx="1" fill="var(--series-1)" opacity="0.45" />
      <rect x="0" y="3" width={x(p50)} height="6" rx="1" fill="var(--series-1)" />
      <line x1={x(max)} x2={x(max)} y1="1" y2="11" stroke="currentColor" strokeWidth="1.4" />
      {end > 100 ? (
        <line x1={x(100)} x2={x(100)} y1="0" y2="12" stroke="var(--critical)" strokeWidth="1" />
      ) : null}
    </svg>
  );
}

const STEP = 16;

/** Four weeks as bars; a week without data is a hollow one. */
export function TrendBars({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const top = Math.max(100, ...values.map((value) => value ?? 0));
  return (
    <svg
      role="img"
      aria-label={label}
      width={values.length * STEP}
      height="22"
      viewBox={`0 0 ${values.length * STEP} 22`}
    >
      {values.map((value, i) => {
        const height = value === null ? 20 : Math.max(1, (20 * value) / top);
        const last = i === values.length - 1;
        return (
          <rect
            key={i}
            x={i * STEP + 1.5}
            y={21 - height}
            width={STEP - 4}
            height={height}
            fill={value === null ? 'none' : last ? 'var(--series-1)' : 'var(--control)'}
            stroke={value === null ? 'var(--line-strong)' : 'none'}
            strokeDasharray={value === null ? '2 2' : undefined}
          />
        );
      })}
    </svg>
  );
}
