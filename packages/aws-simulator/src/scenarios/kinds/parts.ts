import { z } from 'zod';

/** What an incident happens to; the selector `on` must name it. */
export type Target = 'service' | 'job' | 'instance' | 'cluster' | 'database' | 'series';

export const text = z.string().min(1).max(2000);
export const seconds = z.number().positive().max(86_400);
export const factor = z.number().min(0).max(1000);
export const percent = z.number().gt(0).max(100);
export const count = z.int().min(0).max(100_000);
export const ramp = z.enum(['step', 'rise', 'bell']);
/** `[lowest, highest]`, or one number for both. */
export const oneOrTwo = z
  .union([seconds, z.tuple([seconds, seconds])])
  .transform((value): [number, number] =>
    typeof value === 'number' ? [value, value] : [Math.min(...value), Math.max(...value)],
  );

interface Definition<Shape extends z.ZodRawShape> {
  summary: string;
  /** Used where the incident names none; absent = it happens at once and needs none. */
  duration?: string;
  parameters: Shape;
}

/** One kind of incident: what it happens to, what it does, what can be set. */
export function kind<T extends Target, Shape extends z.ZodRawShape>(
  target: T,
  definition: Definition<Shape>,
) {
  return {
    target,
    summary: definition.summary,
    duration: definition.duration,
    parameters: z.strictObject(definition.parameters),
  };
}
