import type { Geometry } from './geometry';
import { COLOUR, type ChartModel } from './model';

/** One path per series: hundreds of buckets stay a handful of elements. */
export function barPaths(model: ChartModel, g: Geometry): string[] {
  const ups = model.grid.map(() => 0);
  const downs = model.grid.map(() => 0);
  return model.series.map((series) => {
    const sign = series.look === 'down' ? -1 : 1;
    const base = sign === 1 ? ups : downs;
    let path = '';
    model.grid.forEach((at, i) => {
      const value = series.values[i] ?? 0;
      if (value === 0) return;
      const [x0, x1] = [g.x(at), g.x(at + model.stepMs)];
      const gap = x1 - x0 > 5 ? 1 : x1 - x0 > 2.5 ? 0.5 : 0;
      const [y0, y1] = [g.y(base[i]! * sign), g.y((base[i]! + value) * sign)];
      base[i]! += value;
      const [left, right] = [Math.max(g.left, x0 + gap), Math.min(g.right, Math.max(x1 - gap, x0 + gap + 1))];
      path += `M${left.toFixed(1)} ${y0.toFixed(1)}H${right.toFixed(1)}V${y1.toFixed(1)}H${left.toFixed(1)}Z`;
    });
    return path;
  });
}

export function BarsLayer({ model, geometry }: { model: ChartModel; geometry: Geometry }) {
  const paths = barPaths(model, geometry);
  return (
    <>
      {model.series.map((series, i) => (
        <path key={series.id} d={paths[i]} fill={COLOUR[series.colour]} />
      ))}
    </>
  );
}
