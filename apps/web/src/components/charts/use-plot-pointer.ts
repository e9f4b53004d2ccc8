'use client';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { setCrosshair } from './crosshair';
import { indexAt, type Geometry } from './geometry';
import type { ChartModel } from './model';

const DRAG_PIXELS = 8;
const LONG_PRESS_MS = 400;

interface Handlers {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerLeave: () => void;
  onPointerCancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onBlur: () => void;
}

/**
 * Moves the shared crosshair and selects a stretch to zoom into: by dragging the mouse, by a long press and drag on
 * touch (so that the page still scrolls), by arrow keys for the crosshair alone. A click, a tap or Enter picks a moment.
 */
export function usePlotPointer(
  id: string,
  model: ChartModel,
  g: Geometry,
  onZoom: (from: number, to: number) => void,
  onPick: ((at: number) => void) | undefined,
): { handlers: Handlers; selection: [number, number] | null } {
  const start = useRef<{ x: number; at: number; touch: boolean; since: number } | null>(null);
  const keyIndex = useRef(-1);
  const [selection, setSelection] = useState<[number, number] | null>(null);
  const pixel = (event: PointerEvent<HTMLElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const clear = (): void => {
    start.current = null;
    setSelection(null);
    setCrosshair({ at: null, owner: null });
  };
  const handlers: Handlers = {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      const x = pixel(event);
      start.current = { x, at: g.at(x), touch: event.pointerType === 'touch', since: event.timeStamp };
      if (event.pointerType === 'touch') setCrosshair({ at: g.at(x), owner: id });
    },
    onPointerMove: (event) => {
      const x = pixel(event);
      setCrosshair({ at: g.at(x), owner: id });
      const from = start.current;
      if (!from || Math.abs(x - from.x) < DRAG_PIXELS) return;
      if (from.touch && event.timeStamp - from.since < LONG_PRESS_MS) return;
      if (!event.currentTarget.hasPointerCapture(event.pointerId))
        event.currentTarget.setPointerCapture(event.pointerId);
      setSelection([Math.min(from.at, g.at(x)), Math.max(from.at, g.at(x))]);
    },
    onPointerUp: () => {
      if (selection) onZoom(selection[0], selection[1]);
      else if (start.current) onPick?.(start.current.at);
      start.current = null;
      setSelection(null);
    },
    onPointerLeave: () => (start.current ? undefined : clear()),
    onPointerCancel: clear,
    onKeyDown: (event) => {
      if (event.key === 'Enter' && keyIndex.current !== -1) onPick?.(model.grid[keyIndex.current]!);
      const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
      if (step === 0 || model.grid.length === 0) return;
      event.preventDefault();
      const from =
        keyIndex.current === -1 ? indexAt(model.grid, model.to) + (step === 1 ? -1 : 1) : keyIndex.current;
      keyIndex.current = Math.min(
        model.grid.length - 1,
        Math.max(0, from + step * (event.shiftKey ? 10 : 1)),
      );
      setCrosshair({ at: model.grid[keyIndex.current]!, owner: id });
    },
    onBlur: clear,
  };
  return { handlers, selection };
}
