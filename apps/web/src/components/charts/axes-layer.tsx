import { formatValue, parts } from '@/lib/format/value';
import { tickText, timeTicks } from '@/lib/format/time';
import type { Geometry } from './geometry';
import { COLOUR, type ChartModel } from './model';

/** Grid, axis texts, hatched gaps and dashed limits: what lies under the data. */
export function AxesLayer({
  model,
  g,
  zone,
  locale,
  id,
}: {
  model: ChartModel;
  g: Geometry;
  zone: string;
  locale: string;
  id: string;
}) {
  const ticks = timeTicks(model.from, model.to, zone, Math.max(2, Math.floor((g.right - g.left) / 74)));
  const top = model.yTicks.at(-1) ?? 0;
  return (
    <>
      <defs>
        <pattern
          id={`${id}-gap`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V6" stroke="var(--line-strong)" strokeWidth="1" />
        </pattern>
      </defs>
      {model.gaps.map(([from, to]) => {
        const [x0, x1] = [g.x(Math.max(from, model.from)), g.x(Math.min(to, model.to))];
        return (
          <rect
            key={from}
            x={x0}
            y={g.top}
            width={Math.max(0, x1 - x0)}
            height={g.bottom - g.top}
            fill={`url(#${id}-gap)`}
          />
        );
      })}
      {model.yTicks.map((tick) => (
        <g key={tick}>
          <line x1={g.left} x2={g.right} y1={g.y(tick)} y2={g.y(tick)} stroke="var(--grid)" />
          <text x={g.left - 6} y={g.y(tick) + 3.5} textAnchor="end" fontSize="10.5" fill="var(--faint)">
            {tick === top ? formatValue(Math.abs(tick), model.unit) : tickFigure(Math.abs(tick), model)}
          </text>
        </g>
      ))}
      {ticks.map((tick) => {
        const x = g.x(tick);
        const anchor = x > g.right - 16 ? 'end' : x < g.left + 16 ? 'start' : 'middle';
        return (
          <text key={tick} x={x} y={g.bottom + 13} textAnchor={anchor} fontSize="10.5" fill="var(--faint)">
            {tickText(tick, zone, locale)}
          </text>
        );
      })}
      {model.thresholds.map((threshold) => (
        <g key={`${threshold.kind}${threshold.value}`}>
          <line
            x1={g.left}
            x2={g.right}
            y1={g.y(threshold.value)}
            y2={g.y(threshold.value)}
            stroke={threshold.kind === 'target' ? 'var(--muted)' : 'var(--critical)'}
            strokeDasharray="4 3"
          />
          {threshold.label === '' ? null : (
            <text
              x={g.left + 3}
              y={g.y(threshold.value) + (g.y(threshold.value) < g.top + 12 ? 12 : -4)}
              textAnchor="start"
              fontSize="10.5"
              fill={threshold.kind === 'target' ? 'var(--muted)' : 'var(--critical)'}
              stroke="var(--surface)"
              strokeWidth="3"
              paintOrder="stroke"
            >
              {threshold.label}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

/** The lower ticks go without the unit that the top one names, unless theirs differs (MiB under GiB). */
function tickFigure(tick: number, model: ChartModel): string {
  const top = parts(model.yTicks.at(-1) ?? 0, model.unit).unit;
  const own = parts(tick, model.unit);
  return tick === 0 || own.unit === top ? own.figure : `${own.figure} ${own.unit}`;
}

/** Points without neighbours, which a line cannot show. */
export function DotsLayer({ model, g }: { model: ChartModel; g: Geometry }) {
  return (
    <>
      {model.series.flatMap((s) =>
        s.isolated.map((i) => (
          <circle
            key={`${s.id}${i}`}
            cx={g.x(model.grid[i]!)}
            cy={g.y(s.values[i] ?? 0)}
            r="1.8"
            fill={COLOUR[s.colour]}
          />
        )),
      )}
    </>
  );
}
