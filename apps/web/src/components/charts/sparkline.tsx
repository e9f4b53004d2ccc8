import { COLOUR, type ChartColour } from './model';

/** The path of a small line: null breaks it, a lone point becomes a dot. Coordinates in pixels. */
export function sparkPath(
  values: readonly (number | null)[],
  width: number,
  height: number,
  top: number,
): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let path = '';
  values.forEach((value, i) => {
    if (value === null) return;
    const x = (i * step).toFixed(1);
    const y = (height - 1.5 - (Math.min(value, top) / top) * (height - 3)).toFixed(1);
    const joined = (values[i - 1] ?? null) !== null;
    path += `${joined ? 'L' : 'M'}${x} ${y}`;
    if (!joined && (values[i + 1] ?? null) === null) path += 'h0.01';
  });
  return path;
}

/** A line of a table cell, without axes: from 0 to `top` (default: the larger of 100 for percent and the data). */
export function Sparkline({
  values,
  top,
  width = 96,
  height = 24,
  colour = 1,
  label,
}: {
  values: readonly (number | null)[];
  top?: number;
  width?: number;
  height?: number;
  colour?: ChartColour;
  /** What it shows, for screen readers; without it the drawing is decoration beside a number. */
  label?: string;
}) {
  const max = values.reduce<number>((best, value) => Math.max(best, value ?? 0), 0);
  const path = sparkPath(values, width, height, Math.max(top ?? 0, max) || 1);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block max-w-full"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path
        d={path}
        fill="none"
        stroke={COLOUR[colour]}
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
