import type { Label, LabelRule } from '@danji/shared';
import { applyLabelRules, inheritLabels, type Labels, type LabelSubject } from './label-rules.js';

/** A resource and what it takes labels from that it has not itself: its parent, or the first thing that uses it. */
export interface LabelNode extends LabelSubject {
  id: string;
  from: string | null;
}

export interface LabelledTree {
  labels: Map<string, Labels>;
  /** Which rule gave a resource each label of its own. */
  by: Map<string, Partial<Record<Label, number>>>;
}

/**
 * Labels of all nodes. What they come from may be among the nodes in any order, or in `known`; a circle ends where it
 * began.
 */
export function labelTree(
  nodes: readonly LabelNode[],
  rules: readonly LabelRule[],
  known: ReadonlyMap<string, Labels>,
): LabelledTree {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const tree: LabelledTree = { labels: new Map(), by: new Map() };
  const visiting = new Set<string>();
  const labelsOf = (id: string): Labels | undefined => {
    const done = tree.labels.get(id);
    if (done) return done;
    const node = byId.get(id);
    if (!node) return known.get(id);
    if (visiting.has(id)) return undefined;
    visiting.add(id);
    const { own, by } = applyLabelRules(node, rules);
    const found = inheritLabels(own, node.from === null ? undefined : labelsOf(node.from));
    tree.labels.set(id, found);
    tree.by.set(id, by);
    return found;
  };
  for (const { id } of nodes) labelsOf(id);
  return tree;
}
