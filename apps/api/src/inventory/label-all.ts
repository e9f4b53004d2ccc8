import { labelTree, type Labels } from '@danji/analysis';
import type { LabelRule } from '@danji/shared';
import { labelNode } from '../labels/index.js';
import type { Observed } from './observed.js';

/** Labels of everything that a sweep saw; what it belongs to may be among it or stored already. */
export function labelAll(
  seen: readonly Observed[],
  stored: ReadonlyMap<string, Labels>,
  rules: readonly LabelRule[],
): Map<string, Labels> {
  return labelTree(seen.map(labelNode), rules, stored).labels;
}
