'use client';
import { useMemo } from 'react';
import { Area, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import { PAD } from './geometry';
import { COLOUR, type ChartModel, type ModelSeries } from './model';

type Row = Record<string, number | null | [number, number]>;

/** Columns to rows, as Recharts wants them: per series its settled line, its provisional tail and its band. */
function toRows(model: ChartModel): Row[] {
  return model.grid.map((t, i) => {
    const row: Row = { t };
    model.series.forEach((s, k) => {
      const value = s.drawn[i] ?? null;
      row[`v${k}`] = i < s.tailFrom ? value : null;
      if (s.tailFrom < model.grid.length) row[`p${k}`] = i >= s.tailFrom - 1 ? value : null;
      const [low, high] = [s.low?.[i] ?? null, s.high?.[i] ?? null];
      row[`b${k}`] = low !== null && high !== null ? [low, high] : null;
    });
    return row;
  });
}

const DASH: Record<ModelSeries['look'], string | undefined> = {
  line: undefined,
  step: undefined,
  down: undefined,
  dashed: '4 3',
  pale: undefined,
  before: '1.5 2.5',
};

/** The data itself, drawn by Recharts without axes: those, the marks and the crosshair belong to the plot around it. */
export default function LinesLayer({
  model,
  width,
  height,
  steps,
}: {
  model: ChartModel;
  width: number;
  height: number;
  steps: boolean;
}) {
  const rows = useMemo(() => toRows(model), [model]);
  const type = steps ? 'stepAfter' : 'linear';
  const common = { type, isAnimationActive: false, connectNulls: false } as const;
  return (
    <ComposedChart
      data={rows}
      width={width}
      height={height}
      margin={PAD}
      accessibilityLayer={false}
      style={{ pointerEvents: 'none' }}
    >
      <XAxis dataKey="t" type="number" domain={[model.from, model.to]} allowDataOverflow hide />
      <YAxis domain={model.yDomain} allowDataOverflow hide />
      {model.series.map((s, k) =>
        s.high ? (
          <Area
            key={`b${k}`}
            {...common}
            dataKey={`b${k}`}
            stroke="none"
            fill={COLOUR[s.colour]}
            fillOpacity={0.16}
            activeDot={false}
          />
        ) : null,
      )}
      {model.series.map((s, k) => (
        <Line
          key={`v${k}`}
          {...common}
          dataKey={`v${k}`}
          stroke={COLOUR[s.colour]}
          strokeWidth={1.5}
          strokeOpacity={s.look === 'pale' ? 0.5 : s.look === 'before' ? 0.6 : 1}
          strokeDasharray={DASH[s.look]}
          dot={false}
          activeDot={false}
        />
      ))}
      {model.series.map((s, k) =>
        s.tailFrom < model.grid.length ? (
          <Line
            key={`p${k}`}
            {...common}
            dataKey={`p${k}`}
            stroke={COLOUR[s.colour]}
            strokeWidth={1.5}
            strokeDasharray="1.5 2.5"
            dot={false}
            activeDot={false}
          />
        ) : null,
      )}
    </ComposedChart>
  );
}
