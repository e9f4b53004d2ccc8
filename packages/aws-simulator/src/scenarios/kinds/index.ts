import { CAPACITY_KINDS } from './capacity-kinds.js';
import { DATABASE_KINDS } from './database-kinds.js';
import { METRIC_KINDS } from './metric-kinds.js';
import { SERVICE_KINDS } from './service-kinds.js';

/** Every kind of incident by name. */
export const KINDS = { ...SERVICE_KINDS, ...CAPACITY_KINDS, ...DATABASE_KINDS, ...METRIC_KINDS };
export type KindName = keyof typeof KINDS;
export type { Target } from './parts.js';
