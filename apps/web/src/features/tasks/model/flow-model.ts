import type { FlowAnswer, Localised } from '@danji/shared';
import { filterOfNode, type FilterPatch } from './task-filters';

export interface FlowModelNode {
  id: string;
  phase: string;
  label: Localised;
  count: number;
  /** Share of all tasks of the flow, 0 to 1; null when the flow holds none. */
  share: number | null;
  abnormal: boolean;
  /** Column from the left, 0 first. */
  column: number;
  /** What a click on the node filters by; null where tasks cannot be filtered by it. */
  filter: FilterPatch | null;
}
export interface FlowModelLink {
  /** Indexes into `nodes`, as Recharts wants them. */
  source: number;
  target: number;
  value: number;
  abnormal: boolean;
}
export interface FlowModel {
  nodes: FlowModelNode[];
  links: FlowModelLink[];
  /** Links that would have closed a circle or name nodes that do not exist; told, never drawn. */
  dropped: { source: string; target: string; value: number }[];
  columns: number;
}

/**
 * What the Sankey draws. Recharts 3.10 never returns from a graph with a cycle, so links are added heaviest first and
 * one that would lead back (or to itself, or nowhere) is left out and listed in `dropped`. Nodes without links and
 * without tasks are left out; indexes are those of `nodes`.
 */
export function flowModel(answer: Pick<FlowAnswer, 'nodes' | 'links' | 'tasks'>): FlowModel {
  const known = new Set(answer.nodes.map((node) => node.id));
  const after = new Map<string, Set<string>>();
  const kept: FlowAnswer['links'] = [];
  const dropped: FlowModel['dropped'] = [];
  for (const link of [...answer.links].sort((a, b) => b.value - a.value)) {
    if (link.value <= 0) continue;
    const usable =
      known.has(link.source) && known.has(link.target) && !leads(after, link.target, link.source);
    if (!usable) {
      dropped.push(link);
      continue;
    }
    kept.push(link);
    after.set(link.source, (after.get(link.source) ?? new Set()).add(link.target));
  }
  const linked = new Set(kept.flatMap((link) => [link.source, link.target]));
  const depth = columnsOf([...linked], kept);
  const nodes = answer.nodes
    .filter((node) => linked.has(node.id))
    .map((node) => ({
      ...node,
      share: answer.tasks > 0 ? node.count / answer.tasks : null,
      column: depth.get(node.id) ?? 0,
      filter: filterOfNode(node.id),
    }))
    .sort((a, b) => a.column - b.column || Number(a.abnormal) - Number(b.abnormal) || b.count - a.count);
  const index = new Map(nodes.map((node, i) => [node.id, i]));
  const links = kept.map((link) => {
    const [source, target] = [index.get(link.source) ?? 0, index.get(link.target) ?? 0];
    return { source, target, value: link.value, abnormal: nodes[target]?.abnormal ?? false };
  });
  return { nodes, links, dropped, columns: Math.max(0, ...nodes.map((node) => node.column + 1)) };
}

/** Whether `to` can be reached from `from`, or is it. */
function leads(after: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(after.get(id) ?? []));
  }
  return false;
}

/** Longest way from a root, so that every link goes to the right. */
function columnsOf(ids: readonly string[], links: FlowAnswer['links']): Map<string, number> {
  const depth = new Map(ids.map((id) => [id, 0]));
  for (let round = 0; round < ids.length; round += 1) {
    let moved = false;
    for (const { source, target } of links) {
      const least = (depth.get(source) ?? 0) + 1;
      if ((depth.get(target) ?? 0) < least) {
        depth.set(target, least);
        moved = true;
      }
    }
    if (!moved) break;
  }
  return depth;
}

export interface FlowRow {
  key: string;
  from: Localised;
  to: Localised;
  count: number;
  /** Share of the tasks that left `from`, 0 to 1. */
  share: number;
  abnormal: boolean;
}

/** The same flow for a table: one row per link, by column and then by size. */
export function flowRows(model: FlowModel): FlowRow[] {
  const out = new Map<number, number>();
  for (const link of model.links) out.set(link.source, (out.get(link.source) ?? 0) + link.value);
  return [...model.links]
    .sort((a, b) => a.source - b.source || b.value - a.value)
    .flatMap((link) => {
      const [from, to] = [model.nodes[link.source], model.nodes[link.target]];
      if (!from || !to) return [];
      return [
        {
          key: `${from.id}>${to.id}`,
          from: from.label,
          to: to.label,
          count: link.value,
          share: link.value / (out.get(link.source) ?? link.value),
          abnormal: link.abnormal,
        },
      ];
    });
}
