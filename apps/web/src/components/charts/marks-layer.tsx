import { MARK_COLOUR, MarkShape } from './mark-glyph';
import type { Geometry } from './geometry';
import type { Mark } from './model';
import { clusterMarks } from './marks';

/** Every change as a line down the chart with its shape and word on top. */
export function MarksLayer({
  marks,
  g,
  from,
  to,
}: {
  marks: readonly Mark[];
  g: Geometry;
  from: number;
  to: number;
}) {
  const inside = marks.filter((mark) => mark.at >= from && mark.at <= to);
  return (
    <>
      {clusterMarks(inside, g.x, g).map((cluster) => (
        <g key={cluster.marks[0]!.id} data-mark={cluster.kind}>
          <title>{cluster.marks.map((mark) => mark.title).join('\n')}</title>
          <line
            x1={cluster.x}
            x2={cluster.x}
            y1={g.top - 5}
            y2={g.bottom}
            stroke={MARK_COLOUR[cluster.kind]}
            strokeWidth={cluster.kind === 'deployment' ? 1.2 : 1}
            strokeDasharray={cluster.kind === 'deployment' ? undefined : '1.5 2.5'}
            opacity={0.85}
          />
          <g transform={`translate(${cluster.x} ${g.top - 9})`}>
            <MarkShape kind={cluster.kind} />
            {cluster.label === '' ? null : (
              <text
                x={cluster.side === 'right' ? 7 : -7}
                textAnchor={cluster.side === 'right' ? 'start' : 'end'}
                y="3.5"
                fontSize="10.5"
                fill={MARK_COLOUR[cluster.kind]}
                stroke="var(--surface)"
                strokeWidth="3"
                paintOrder="stroke"
              >
                {cluster.label}
              </text>
            )}
          </g>
        </g>
      ))}
    </>
  );
}
