import { PHASES, type PhaseName } from '../task-run/phases.js';
import { MOMENT, SPAN, type PhaseSpans } from '../task-run/phase-spans.js';
import type { FlowTask } from './flow-path.js';
import { Samples, type Percentiles } from './samples.js';

/**
 * What a start is made of: a place and a network interface, the image, the containers; `total` is all of it, from
 * creation to RUNNING; `healthy` is from RUNNING to the first look that saw the health check pass.
 */
export const STARTUP_PARTS = ['provision', 'pull', 'start', 'total', 'healthy'] as const;
export type StartupPart = (typeof STARTUP_PARTS)[number];

export interface DwellTimes {
  /** Seconds in each phase, in order of life; phases that nobody left are absent. */
  dwell: ({ phase: PhaseName } & Percentiles)[];
  startup: ({ part: StartupPart } & Percentiles)[];
}

/** Gathers how long tasks stayed in each phase, and what their starts were made of, within a range. */
export class DwellTally {
  private readonly phases = PHASES.map(() => new Samples());
  private readonly parts = {
    provision: new Samples(),
    pull: new Samples(),
    start: new Samples(),
    total: new Samples(),
    healthy: new Samples(),
  };
  private readonly from: number;
  private readonly to: number;

  /** Stays that ended in [from, to), epoch ms, are counted. */
  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }

  /** @param spans of the task's moments (`phaseSpans`) */
  add(task: Pick<FlowTask, 'moments' | 'healthyAt'>, spans: PhaseSpans): void {
    const { moments } = task;
    let end = moments[MOMENT.createdAt] as number;
    for (let i = 0; i < spans.length; i += 1) {
      const span = spans[i] as number;
      if (!Number.isFinite(span)) continue;
      end += span;
      if (end >= this.from && end < this.to) this.phases[i]?.add(span);
    }
    this.addStart(task, spans);
  }

  private addStart({ moments, healthyAt }: Pick<FlowTask, 'moments' | 'healthyAt'>, spans: PhaseSpans): void {
    const startedAt = moments[MOMENT.startedAt] as number;
    const total = startedAt - (moments[MOMENT.createdAt] as number);
    if (!(startedAt >= this.from && startedAt < this.to) || Number.isNaN(total)) return;
    this.parts.total.add(Math.max(0, total));
    if (healthyAt < this.to) this.parts.healthy.add(Math.max(0, healthyAt - startedAt));
    const [provision, prepare] = [spans[SPAN.provision] as number, spans[SPAN.prepare] as number];
    if (Number.isFinite(provision) || Number.isFinite(prepare)) {
      this.parts.provision.add((provision || 0) + (prepare || 0));
    }
    const [pull, start] = [spans[SPAN.pull] as number, spans[SPAN.start] as number];
    if (Number.isFinite(pull)) this.parts.pull.add(pull);
    // Without the end of the pull, what is left of the start holds the pull as well.
    if (Number.isFinite(start) && Number.isFinite(pull)) this.parts.start.add(start);
  }

  result(): DwellTimes {
    const seconds = (samples: Samples | undefined): Percentiles | null => samples?.percentiles(1000) ?? null;
    return {
      dwell: PHASES.flatMap((phase, i) => {
        const found = seconds(this.phases[i]);
        return found ? [{ phase, ...found }] : [];
      }),
      startup: STARTUP_PARTS.flatMap((part) => {
        const found = seconds(this.parts[part]);
        return found ? [{ part, ...found }] : [];
      }),
    };
  }
}
