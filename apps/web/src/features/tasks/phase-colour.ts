import type { PhaseName } from './model/gantt-model';

/** One colour per phase in every bar and table: waiting grey, pull orange, start teal, run blue, end grey. */
export const PHASE_COLOUR: Record<PhaseName, string> = {
  provision: 'var(--cell-busy)',
  prepare: 'var(--series-6)',
  pull: 'var(--series-2)',
  start: 'var(--series-3)',
  run: 'var(--series-1)',
  deactivate: 'var(--series-5)',
  stop: 'var(--series-4)',
  deprovision: 'var(--cell-idle)',
};
