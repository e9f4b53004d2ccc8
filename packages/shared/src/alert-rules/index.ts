import type { AlertRule } from './alert-rule.js';
import { ECS_RULES } from './ecs-rules.js';
import { OTHER_RULES } from './other-rules.js';
import { RDS_RULES } from './rds-rules.js';

export * from './alert-rule.js';
export * from './hot-metrics.js';

/** Every rule that Danji has. */
export const ALERT_RULES: readonly AlertRule[] = [...ECS_RULES, ...OTHER_RULES, ...RDS_RULES];
