import type { TaskItem } from '@danji/shared';

type Phases = TaskItem['phases'];
export type PhaseName = Phases[number]['phase'];

export interface GanttBar {
  phase: PhaseName;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** Still going on: it ends at the model's `to`. */
  open: boolean;
  seconds: number;
  /** Percent of the width. */
  left: number;
  width: number;
  /** True where time is drawn shorter than it was, so that the phases beside it can be seen. */
  compressed: boolean;
}
export interface GanttModel {
  from: number;
  to: number;
  bars: GanttBar[];
  /** Boundaries worth a label, epoch milliseconds and percent, left to right, at least `LABEL_GAP` apart. */
  ticks: { at: number; left: number }[];
}

/** A phase longer than this share of the life is drawn at this share; what remains shows the others in proportion. */
const COMPRESSED_SHARE = 0.34;
const LABEL_GAP = 22;

/**
 * Bars of a task's phases on one time axis, in percent. A task that ran for days spent seconds starting, so `run` is
 * shortened to a third of the width (and marked `compressed`) once it is longer than twice everything else.
 * A phase without an end lasts until `now`. Null when there is no phase.
 */
export function ganttModel(phases: Phases, now: number): GanttModel | null {
  const spans = phases
    .map((phase) => {
      const from = Date.parse(phase.from);
      const to = phase.to === null ? Math.max(now, from) : Date.parse(phase.to);
      return { phase: phase.phase, from, to, open: phase.to === null, ms: Math.max(0, to - from) };
    })
    .sort((a, b) => a.from - b.from);
  const [first] = spans;
  if (!first) return null;
  const rest = spans.reduce((sum, span) => sum + (span.phase === 'run' ? 0 : span.ms), 0);
  const run = spans.reduce((sum, span) => sum + (span.phase === 'run' ? span.ms : 0), 0);
  const squeeze = rest > 0 && run > 2 * rest;
  const weight = (span: (typeof spans)[number]): number => {
    if (!squeeze) return rest + run > 0 ? span.ms / (rest + run) : 1 / spans.length;
    return span.phase === 'run'
      ? (span.ms / run) * COMPRESSED_SHARE
      : (span.ms / rest) * (1 - COMPRESSED_SHARE);
  };
  let left = 0;
  const bars = spans.map((span): GanttBar => {
    const width = weight(span) * 100;
    const bar = {
      phase: span.phase,
      from: span.from,
      to: span.to,
      open: span.open,
      seconds: span.ms / 1000,
      left,
      width,
      compressed: squeeze && span.phase === 'run',
    };
    left += width;
    return bar;
  });
  const to = Math.max(...spans.map((span) => span.to));
  return { from: first.from, to, bars, ticks: ticksOf(bars) };
}

function ticksOf(bars: readonly GanttBar[]): GanttModel['ticks'] {
  const all = [
    ...bars.map((bar) => ({ at: bar.from, left: bar.left })),
    ...bars.slice(-1).map((bar) => ({ at: bar.to, left: 100 })),
  ];
  const kept: GanttModel['ticks'] = [];
  const end = all.at(-1);
  for (const tick of all) {
    const before = kept.at(-1);
    const crowded = before !== undefined && tick.left - before.left < LABEL_GAP;
    const atEnd = end !== undefined && tick !== end && end.left - tick.left < LABEL_GAP;
    if (!crowded && !atEnd) kept.push(tick);
  }
  return kept;
}

export interface MiniSegment {
  phase: PhaseName;
  /** Percent of the cell. */
  width: number;
  seconds: number;
  open: boolean;
}

/** 2^20 s is 12 days: longer phases fill no more of the cell. */
const LONGEST_LOG2 = 20;

/**
 * The phases as one thin bar for a table cell, each as long as the logarithm of its seconds: a pull of 5 s and a run
 * of 3 days both show, and rows compare because all rows share the scale.
 */
export function miniBar(phases: Phases, now: number): MiniSegment[] {
  const all = phases.map((phase) => {
    const seconds =
      phase.seconds ??
      Math.max(0, ((phase.to === null ? now : Date.parse(phase.to)) - Date.parse(phase.from)) / 1000);
    return { phase: phase.phase, seconds, open: phase.to === null, log: Math.log2(1 + seconds) };
  });
  const total = all.reduce((sum, each) => sum + each.log, 0);
  // Five starting and ending phases of a minute each beside one that lasted as long as any.
  const full = Math.max(total, LONGEST_LOG2 + 5 * 6);
  return all.map(({ log, ...segment }) => ({ ...segment, width: (log / full) * 100 }));
}
