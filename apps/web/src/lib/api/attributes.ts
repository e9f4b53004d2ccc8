import type { ResourceItem } from '@danji/shared';
import type { z } from 'zod';

const parsed = new WeakMap<object, Map<z.ZodType, unknown>>();

/** A resource's attributes in the shape of its kind; null when AWS has not described it in full yet. */
export function attributesOf<S extends z.ZodType>(schema: S, item: ResourceItem): z.infer<S> | null {
  const known = parsed.get(item.attributes) ?? new Map<z.ZodType, unknown>();
  if (!known.has(schema)) {
    const result = schema.safeParse(item.attributes);
    known.set(schema, result.success ? result.data : null);
    parsed.set(item.attributes, known);
  }
  return known.get(schema) as z.infer<S> | null;
}
