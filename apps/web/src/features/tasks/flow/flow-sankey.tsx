'use client';
import { useMemo, type ReactElement, type SVGProps } from 'react';
import { Sankey } from 'recharts';
import type { FlowModel, FlowModelNode } from '../model/flow-model';

interface Props {
  model: FlowModel;
  width: number;
  height: number;
  /** The text of a node in the viewer's language. */
  labelOf: (node: FlowModelNode) => string;
  isSelected: (node: FlowModelNode) => boolean;
  onSelect: (node: FlowModelNode) => void;
}

/** What Recharts hands to a node and a link that draw themselves; the parts that are read here. */
interface NodeShape {
  x: number;
  y: number;
  width: number;
  height: number;
  index: number;
}
interface LinkShape {
  sourceX: number;
  targetX: number;
  sourceY: number;
  targetY: number;
  sourceControlX: number;
  targetControlX: number;
  linkWidth: number;
  index: number;
}

const NODE_WIDTH = 8;
/** Generous width of a letter of a label, Latin and Hangul, and the gap between label and count. */
const LETTER_WIDTH = 6.4;
const HANGUL_WIDTH = 11.5;
const LABEL_GAP = 16;
/** Below this height a label would run into its neighbour. */
const LEAST_LABEL_HEIGHT = 5;

/**
 * The flow of tasks, left to right. Decoration for the eye: the same links stand in a table for readers and the
 * keyboard. The model holds no cycle, which this version of Recharts could not lay out.
 */
export default function FlowSankey({ model, width, height, labelOf, isSelected, onSelect }: Props) {
  // Recharts writes into the data that it lays out.
  const data = useMemo(
    () => ({
      nodes: model.nodes.map((node) => ({ name: node.id })),
      links: model.links.map(({ source, target, value }) => ({ source, target, value })),
    }),
    [model],
  );
  const last = model.nodes.filter((node) => node.column === model.columns - 1);
  const room =
    Math.max(0, ...last.map((node) => textWidth(`${labelOf(node)}${node.count}`))) + LABEL_GAP + NODE_WIDTH;
  const node = ({ x, y, height: size, index }: NodeShape): ReactElement => {
    const found = model.nodes[index];
    if (!found) return <g />;
    const selected = isSelected(found);
    return (
      <g
        onClick={found.filter ? () => onSelect(found) : undefined}
        style={{ cursor: found.filter ? 'pointer' : 'default' }}
      >
        <title>{`${labelOf(found)}: ${found.count}`}</title>
        <rect
          x={x}
          y={y}
          width={NODE_WIDTH}
          height={Math.max(2, size)}
          rx={2}
          fill={found.abnormal ? 'var(--critical)' : 'var(--control)'}
          stroke={selected ? 'var(--accent)' : 'none'}
          strokeWidth={selected ? 2.5 : 0}
        />
        {size >= LEAST_LABEL_HEIGHT || found.abnormal || selected ? (
          <NodeLabel
            node={found}
            x={x + NODE_WIDTH + 5}
            y={y + size / 2}
            text={labelOf(found)}
            selected={selected}
          />
        ) : null}
      </g>
    );
  };
  const link = (shape: LinkShape): ReactElement<SVGProps<SVGPathElement>> => {
    const found = model.links[shape.index];
    const curve = `M${shape.sourceX},${shape.sourceY} C${shape.sourceControlX},${shape.sourceY} ${shape.targetControlX},${shape.targetY} ${shape.targetX},${shape.targetY}`;
    return (
      <path
        d={curve}
        fill="none"
        stroke={found?.abnormal ? 'var(--critical)' : 'var(--control)'}
        strokeOpacity={found?.abnormal ? 0.34 : 0.2}
        strokeWidth={Math.max(1, shape.linkWidth)}
      />
    );
  };
  return (
    <Sankey
      width={width}
      height={height}
      data={data}
      nodeWidth={NODE_WIDTH}
      nodePadding={14}
      iterations={32}
      linkCurvature={0.5}
      margin={{ top: 6, right: room, bottom: 6, left: 2 }}
      accessibilityLayer={false}
      node={node}
      link={link}
    />
  );
}

/** About how many pixels a label takes; the drawing has no room to measure before it is drawn. */
function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u1100' ? HANGUL_WIDTH : LETTER_WIDTH), 0);
}

/** Text with a rim in the colour of the card, so that it reads on top of the links. */
function NodeLabel({
  node,
  x,
  y,
  text,
  selected,
}: {
  node: FlowModelNode;
  x: number;
  y: number;
  text: string;
  selected: boolean;
}) {
  return (
    <text
      x={x}
      y={y}
      dominantBaseline="central"
      fontSize={11.5}
      fontWeight={selected ? 650 : 500}
      fill={node.abnormal ? 'var(--critical)' : 'var(--text)'}
      stroke="var(--surface)"
      strokeWidth={3}
      paintOrder="stroke"
    >
      {text}
      <tspan fill={node.abnormal ? 'var(--critical)' : 'var(--muted)'} dx={5}>
        {node.count.toLocaleString('en-US')}
      </tspan>
    </text>
  );
}
