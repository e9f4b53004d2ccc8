import { z } from 'zod';
import { ScalingAttributes } from '@danji/shared';

/**
 * What a review needs of the attributes of resources. A row of an earlier version may lack some: that is not known, and
 * no reason to answer nothing about the rest of the fleet.
 */
const number = z.number().nullable().catch(null);
const word = z.string().nullable().catch(null);

export const ReviewedService = z.object({
  desired: number,
  taskCpu: number,
  taskMemory: number,
  scaling: ScalingAttributes.nullable().catch(null),
});
export type ReviewedService = z.infer<typeof ReviewedService>;

export const ReviewedCluster = z.object({
  registered: z.object({ cpu: number, memory: number }).nullable().catch(null),
  registeredInstances: z.number().catch(0),
});
export type ReviewedCluster = z.infer<typeof ReviewedCluster>;

export const ReviewedHost = z.object({ instanceType: word, vcpus: number, memoryMiB: number });
export type ReviewedHost = z.infer<typeof ReviewedHost>;

export const ReviewedDatabase = z.object({
  engine: z.string().catch(''),
  instanceClass: word,
  vcpus: number,
  memoryBytes: number,
  allocatedGiB: number,
  maxAllocatedGiB: number,
  maxConnections: number,
});
export type ReviewedDatabase = z.infer<typeof ReviewedDatabase>;
