'use client';
import dynamic from 'next/dynamic';
import { useLocale } from 'next-intl';
import { useEffect, useId, useMemo, useRef } from 'react';
import { useZone } from '@/lib/url/view';
import { AxesLayer, DotsLayer } from './axes-layer';
import { BarsLayer } from './bars-layer';
import { onCrosshair } from './crosshair';
import { geometryOf, type Geometry } from './geometry';
import { MarksLayer } from './marks-layer';
import type { ChartModel, Mark } from './model';
import { TooltipLayer } from './tooltip-layer';
import { usePlotPointer } from './use-plot-pointer';

const LinesLayer = dynamic(() => import('./lines-layer'), { ssr: false });

/** The drawing of a prepared model at a known size. It decides nothing. */
export function Plot({
  model,
  marks,
  width,
  height,
  summary,
  onZoom,
  onZoomOut,
  onPick,
}: {
  model: ChartModel;
  marks: readonly Mark[];
  width: number;
  height: number;
  summary: string;
  onZoom: (from: number, to: number) => void;
  onZoomOut: () => void;
  /** A moment was clicked, tapped, or taken by Enter. */
  onPick?: (at: number) => void;
}) {
  const id = useId();
  const locale = useLocale();
  const { zone } = useZone();
  const g = useMemo(() => geometryOf(model, width, height), [model, width, height]);
  const { handlers, selection } = usePlotPointer(id, model, g, onZoom, onPick);
  const svg = {
    width,
    height,
    className: 'absolute inset-0 block overflow-visible',
    'aria-hidden': true,
  } as const;
  const steps = model.series.some((series) => series.look === 'step');
  return (
    <div
      className="relative cursor-crosshair touch-pan-y select-none"
      style={{ height }}
      tabIndex={0}
      role="group"
      aria-label={summary}
      onDoubleClick={onZoomOut}
      {...handlers}
    >
      <svg {...svg}>
        <AxesLayer model={model} g={g} zone={zone} locale={locale} id={id} />
        {model.kind === 'bars' ? <BarsLayer model={model} geometry={g} /> : null}
      </svg>
      {model.kind === 'lines' ? (
        <div className="absolute inset-0">
          <LinesLayer model={model} width={width} height={height} steps={steps} />
        </div>
      ) : null}
      <svg {...svg}>
        <DotsLayer model={model} g={g} />
        <MarksLayer marks={marks} g={g} from={model.from} to={model.to} />
        {selection ? <Selection g={g} selection={selection} /> : null}
        <CrosshairLine g={g} from={model.from} to={model.to} />
      </svg>
      <TooltipLayer id={id} model={model} g={g} marks={marks} zone={zone} />
    </div>
  );
}

function Selection({ g, selection }: { g: Geometry; selection: [number, number] }) {
  const [x0, x1] = [g.x(selection[0]), g.x(selection[1])];
  return (
    <rect
      x={x0}
      y={g.top}
      width={Math.max(0, x1 - x0)}
      height={g.bottom - g.top}
      fill="var(--accent)"
      fillOpacity={0.14}
      stroke="var(--accent)"
      strokeWidth="1"
    />
  );
}

/** Follows the pointer by itself: no component renders while it moves. */
function CrosshairLine({ g, from, to }: { g: Geometry; from: number; to: number }) {
  const line = useRef<SVGLineElement>(null);
  useEffect(
    () =>
      onCrosshair(({ at }) => {
        const element = line.current;
        if (!element) return;
        const visible = at !== null && at >= from && at <= to;
        element.style.display = visible ? '' : 'none';
        if (visible) element.setAttribute('transform', `translate(${g.x(at)} 0)`);
      }),
    [g, from, to],
  );
  return (
    <line
      ref={line}
      data-crosshair
      x1="0"
      x2="0"
      y1={g.top}
      y2={g.bottom}
      stroke="var(--muted)"
      strokeWidth="1"
      style={{ display: 'none' }}
    />
  );
}
