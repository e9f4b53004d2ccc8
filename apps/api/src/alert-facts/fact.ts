import type { MinuteGrid } from '@danji/analysis';
import type { AlertFact, Context } from '@danji/shared';
import type { ReadMetrics } from '../metrics/index.js';
import type { Watched } from './watched.repository.js';
import type { FactRepository } from './fact.repository.js';

/** What a rule observes at one resource, a value for each minute of the grid that was observable. */
export interface ObservedFact {
  /** NaN: nothing there. Shorter than the grid where the last minutes cannot be known yet. */
  values: Float64Array;
  /** 0: Danji could not look. */
  seen: Uint8Array;
}

export interface FactRequest {
  fact: AlertFact;
  watched: readonly Watched[];
  /** Minutes by their start; a value is about [start, start + 60 s). */
  grid: MinuteGrid;
  /** Epoch ms. */
  now: number;
  ctx: Context;
}

export interface FactSources {
  repository: FactRepository;
  readMetrics: ReadMetrics;
  pollSeconds: number;
}

/** By resource id; a resource that the fact does not apply to is absent. */
export type ObservedFacts = Map<string, ObservedFact>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

export const placeOf = ({ scopeId, region }: Watched): string => `${scopeId}/${region}`;

/** At a desired count of 0 nothing is missing and nothing is late. */
export const isMeant = ({ attributes }: Watched): boolean => attributes['desired'] !== 0;

export function fill(count: number, value: 0 | 1): Uint8Array {
  return new Uint8Array(count).fill(value);
}
