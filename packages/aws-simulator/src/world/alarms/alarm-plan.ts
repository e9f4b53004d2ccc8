import type { Dimension, Millis } from '../types.js';

/** An alarm as somebody (or a scaling policy) wrote it down. */
export interface AlarmPlan {
  name: string;
  description: string;
  namespace: string;
  metric: string;
  dimensions: Dimension[];
  statistic: 'Average' | 'Minimum' | 'Maximum' | 'Sum' | 'SampleCount';
  periodSeconds: number;
  comparison:
    | 'GreaterThanThreshold'
    | 'GreaterThanOrEqualToThreshold'
    | 'LessThanThreshold'
    | 'LessThanOrEqualToThreshold';
  threshold: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
  treatMissing: 'missing' | 'breaching' | 'notBreaching';
  unit?: string;
  actionsEnabled: boolean;
  actions: string[];
  configuredAt: Millis;
}

/** A composite alarm: in ALARM while any of its children is. */
export interface CompositePlan {
  name: string;
  description: string;
  anyOf: string[];
  actions: string[];
  configuredAt: Millis;
}

export function breaches({ comparison, threshold }: AlarmPlan, value: number): boolean {
  if (comparison === 'GreaterThanThreshold') return value > threshold;
  if (comparison === 'GreaterThanOrEqualToThreshold') return value >= threshold;
  return comparison === 'LessThanThreshold' ? value < threshold : value <= threshold;
}
