import type { FargateSize } from '../../fargate/combinations.js';
import type { Level } from '../recommendation.js';
import type { Need } from './need.js';
import type { backtest, Replay } from './replay.js';

/** What was decided about a task's size, and what it rests on. */
export interface SizeDecision {
  need: Need;
  proposed: FargateSize;
  larger: boolean;
  full: Replay;
  tested: ReturnType<typeof backtest>;
  fullDays: number;
  confidence: Level;
  risk: Level;
}
