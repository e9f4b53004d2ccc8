import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ganttModel, miniBar, type PhaseName } from './gantt-model';

const T0 = Date.parse('2026-11-20T05:00:00.000Z');
const NAMES: PhaseName[] = ['provision', 'prepare', 'pull', 'start', 'run', 'stop', 'deprovision'];
/** Contiguous phases of the given seconds; null is still going on. */
function phases(seconds: (number | null)[]) {
  let at = T0;
  return seconds.map((s, i) => {
    const from = new Date(at).toISOString();
    if (s !== null) at += s * 1000;
    const to = s === null ? null : new Date(at).toISOString();
    const between: [number, number] | null = s === null ? null : [s, s];
    return { phase: NAMES[i] ?? 'run', from, to, seconds: s, exact: true, between };
  });
}

describe('ganttModel', () => {
  it('is linear while the run is short', () => {
    const model = ganttModel(phases([10, 10, 20, 10, 50, 0, 0]), T0);
    expect(model?.bars.map((bar) => Math.round(bar.width))).toEqual([10, 10, 20, 10, 50, 0, 0]);
    expect(model?.bars.some((bar) => bar.compressed)).toBe(false);
  });

  it('shortens a run of days to a third, so that seconds of starting can be seen', () => {
    const model = ganttModel(phases([10, 10, 20, 10, 259_200, 30, 20]), T0);
    const run = model?.bars.find((bar) => bar.phase === 'run');
    expect(run).toMatchObject({ compressed: true, seconds: 259_200 });
    expect(run?.width).toBeCloseTo(34, 5);
    expect(model?.bars[2]?.width).toBeCloseTo(13.2, 5);
  });

  it('lets an open phase last until now and marks it', () => {
    const model = ganttModel(phases([10, null]), T0 + 40_000);
    expect(model?.bars[1]).toMatchObject({ open: true, seconds: 30 });
    expect(model?.to).toBe(T0 + 40_000);
  });

  it('answers null without phases', () => {
    expect(ganttModel([], T0)).toBeNull();
  });

  it('fills the width without gap or overlap, with ticks in order, whatever the durations', () => {
    const seconds = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(seconds, (made) => {
        const model = ganttModel(phases(made), T0)!;
        let left = 0;
        for (const bar of model.bars) {
          expect(bar.left).toBeCloseTo(left, 6);
          left += bar.width;
        }
        expect(left).toBeCloseTo(100, 6);
        const ticks = model.ticks.map((tick) => tick.left);
        expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
      }),
    );
  });
});

describe('miniBar', () => {
  it('shows a short phase beside a long one and never overflows', () => {
    const segments = miniBar(phases([5, 3, 5, 9, 9e9, 300, 20]), T0);
    expect(segments[0]?.width).toBeGreaterThan(2);
    expect(segments.reduce((sum, segment) => sum + segment.width, 0)).toBeLessThanOrEqual(100.000001);
  });

  it('draws a longer life as a longer bar', () => {
    const width = (run: number): number =>
      miniBar(phases([5, 3, 5, 9, run]), T0).reduce((sum, segment) => sum + segment.width, 0);
    expect(width(86_400)).toBeGreaterThan(width(600));
  });
});
