import { LABELS, type Label, type LabelPreview, type LabelRule, type ResourceKind } from '@danji/shared';
import type { Labels } from './label-rules.js';
import { labelTree, type LabelNode } from './label-tree.js';

/** A resource as it is stored, with the labels it has now. */
export interface StoredNode extends LabelNode {
  kind: ResourceKind;
  labels: Labels;
}

const SHOWN = 100;

/** What the rules would make of the stored resources, before anybody saves them. */
export function previewLabels(nodes: readonly StoredNode[], rules: readonly LabelRule[]): LabelPreview {
  const tree = labelTree(nodes, rules, new Map());
  const after = (node: StoredNode): Labels => tree.labels.get(node.id) ?? node.labels;
  const changed = nodes.filter((node) => LABELS.some((label) => node.labels[label] !== after(node)[label]));
  const perRule = rules.map(() => 0);
  for (const by of tree.by.values()) {
    for (const index of Object.values(by)) perRule[index] = (perRule[index] ?? 0) + 1;
  }
  return {
    resources: nodes.length,
    perRule,
    counts: LABELS.flatMap((label) => countsOf(nodes, label, after)),
    changes: {
      total: changed.length,
      items: changed
        .slice(0, SHOWN)
        .map((node) => ({ ...shown(node), before: node.labels, after: after(node) })),
    },
    unmatched: LABELS.map((label) => {
      const without = nodes.filter((node) => isUnmatched(label, after(node)));
      return { label, total: without.length, items: without.slice(0, SHOWN).map(shown) };
    }),
  };
}

function countsOf(
  nodes: readonly StoredNode[],
  label: Label,
  after: (node: StoredNode) => Labels,
): LabelPreview['counts'] {
  const counts = new Map<string | null, { before: number; after: number }>();
  const at = (value: string | null) => {
    const found = counts.get(value) ?? { before: 0, after: 0 };
    counts.set(value, found);
    return found;
  };
  for (const node of nodes) {
    at(node.labels[label]).before += 1;
    at(after(node)[label]).after += 1;
  }
  return [...counts]
    .map(([value, count]) => ({ label, value, ...count }))
    .sort((a, b) => b.after - a.after || (a.value ?? '').localeCompare(b.value ?? ''));
}

/** `other` is what an environment is called that nobody named. */
function isUnmatched(label: Label, labels: Labels): boolean {
  return label === 'environment' ? labels.environment === 'other' : labels[label] === null;
}

function shown({ id, kind, name }: StoredNode): { id: string; kind: ResourceKind; name: string } {
  return { id, kind, name };
}
